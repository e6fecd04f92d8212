import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { Client } from '../client.ts';
import type { PixelDraft } from '../draft.ts';
import type { Errors, SavedPixel } from '../../../settings/settings.ts';
import { TextField } from '../../controls/fields.tsx';
import { TestEvent } from './TestEvent.tsx';
import { TokenField } from './TokenField.tsx';

interface Props {
	readonly index: number;
	readonly row: PixelDraft;
	/** Names help only where there is more than one pixel. */
	readonly many: boolean;
	readonly simple: boolean;
	readonly saved: SavedPixel | undefined;
	readonly canStore: boolean;
	readonly errors: Errors;
	readonly dirty: boolean;
	readonly client: Pick< Client, 'test' >;
	change( row: PixelDraft, field: string ): void;
	remove(): void;
}

export function Pixel( { index, row, many, simple, saved, canStore, errors, dirty, client, change, remove }: Props ) {
	const path = ( field: string ) => `pixels.${ index }.${ field }`;
	/* translators: %d: position in the list of pixels. */
	const title = row.label || sprintf( __( 'Pixel %d', 'duet-for-tiktok' ), index + 1 );

	return (
		<div className="duet-pixel" role="group" aria-label={ title }>
			{ many && (
				<div className="duet-pixel-head">
					<h3>{ title }</h3>
					<Button
						variant="tertiary"
						isDestructive
						/* translators: %s: name of a pixel. */
						aria-label={ sprintf( __( 'Remove %s', 'duet-for-tiktok' ), title ) }
						onClick={ remove }
					>
						{ __( 'Remove', 'duet-for-tiktok' ) }
					</Button>
				</div>
			) }
			{ ( many || row.label !== '' ) && (
				<TextField
					path={ path( 'label' ) }
					errors={ errors }
					label={ __( 'Name', 'duet-for-tiktok' ) }
					help={ __( 'Only for you, to tell your pixels apart.', 'duet-for-tiktok' ) }
					value={ row.label }
					onChange={ ( label ) => change( { ...row, label }, 'label' ) }
				/>
			) }
			<TextField
				path={ path( 'code' ) }
				errors={ errors }
				label={ __( 'Pixel code', 'duet-for-tiktok' ) }
				help={ __( 'In TikTok Events Manager, under the name of your pixel. For example C9OPQFJC77U5NIJ6K7HG.', 'duet-for-tiktok' ) }
				value={ row.code }
				onChange={ ( code ) => change( { ...row, code: code.trim() }, 'code' ) }
			/>
			<TokenField
				path={ path( 'access_token' ) }
				label={ __( 'Access token', 'duet-for-tiktok' ) }
				errors={ errors }
				row={ row }
				saved={ saved }
				canStore={ canStore }
				change={ ( next ) => change( next, 'access_token' ) }
			/>
			{ ! simple && (
				<>
					<TextField
						path={ path( 'test_event_code' ) }
						errors={ errors }
						label={ __( 'Test event code', 'duet-for-tiktok' ) }
						help={ __( 'In TikTok Events Manager > your pixel > Test events. Only test events carry it, never the events of your shoppers.', 'duet-for-tiktok' ) }
						value={ row.test_event_code }
						onChange={ ( code ) => change( { ...row, test_event_code: code.trim() }, 'test_event_code' ) }
					/>
					<TestEvent pixelCode={ row.code } ready={ ! dirty && saved !== undefined } client={ client } />
				</>
			) }
		</div>
	);
}
