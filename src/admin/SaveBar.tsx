import { Button } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { SettingsState } from './use-settings.ts';

type Props = Pick< SettingsState, 'status' | 'dirty' | 'errors' >;

/** Always in sight, for the page is longer than a screen. */
export function SaveBar( props: Props ) {
	return (
		<div className="duet-bar">
			<Button __next40pxDefaultSize variant="primary" type="submit" isBusy={ props.status === 'saving' }>
				{ __( 'Save changes', 'duet-for-tiktok' ) }
			</Button>
			<span role="status">{ words( props ) }</span>
		</div>
	);
}

function words( { status, dirty, errors }: Props ): string {
	const count = Object.keys( errors ).length;
	if ( status === 'saving' ) {
		return __( 'Saving…', 'duet-for-tiktok' );
	}
	if ( count > 0 ) {
		return sprintf(
			/* translators: %d: number of fields. */
			_n( 'Not saved yet: %d field needs your attention.', 'Not saved yet: %d fields need your attention.', count, 'duet-for-tiktok' ),
			count
		);
	}
	if ( dirty ) {
		return __( 'You have unsaved changes.', 'duet-for-tiktok' );
	}
	return status === 'saved' ? __( 'Saved.', 'duet-for-tiktok' ) : '';
}
