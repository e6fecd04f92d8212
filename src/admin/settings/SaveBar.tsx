import { Button } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { SettingsState } from './use-settings.ts';

interface Props extends Pick< SettingsState, 'status' | 'errors' > {
	readonly dirty: boolean;
	readonly children?: ReactNode;
}

/** Always in sight, also on a page that is longer than the window. */
export function SaveBar( props: Props ) {
	return (
		<div className="duet-bar">
			<Button __next40pxDefaultSize variant="primary" type="submit" isBusy={ props.status === 'saving' }>
				{ __( 'Save changes', 'duet-for-tiktok' ) }
			</Button>
			{ props.children }
			<span role="status">{ words( props ) }</span>
		</div>
	);
}

function words( { status, dirty, errors }: Omit< Props, 'children' > ): string {
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
