import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { Client } from '../client.ts';
import type { PixelDraft } from '../draft.ts';
import { FieldError } from '../../controls/fields.tsx';
import type { SectionProps } from '../section.ts';
import { Pixel } from './Pixel.tsx';

interface Props extends SectionProps {
	readonly client: Pick< Client, 'test' >;
	readonly dirty: boolean;
	/** Pixel code and token only, for the guided start. */
	readonly simple?: boolean;
}

const emptyRow = ( key: string ): PixelDraft => ( { key, code: '', label: '', test_event_code: '' } );

/** Keys must not collide with those of rows that were taken away. */
const nextKey = ( rows: readonly PixelDraft[] ): string =>
	`new-${ 1 + Math.max( 0, ...rows.map( ( row ) => Number( /^new-(\d+)$/.exec( row.key )?.[ 1 ] ?? 0 ) ) ) }`;

export function Connection( { loaded, draft, errors, change, client, dirty, simple = false }: Props ) {
	// A fresh install starts with one row to fill in.
	const rows = draft.pixels.length === 0 ? [ emptyRow( 'new-1' ) ] : draft.pixels;
	const put = ( pixels: readonly PixelDraft[], path: string ) => change( { pixels }, path );

	return (
		<>
			{ rows.map( ( row, index ) => (
				<Pixel
					key={ row.key }
					index={ index }
					row={ row }
					many={ rows.length > 1 }
					simple={ simple }
					saved={ loaded.settings.pixels.find( ( pixel ) => pixel.code === row.code ) }
					canStore={ loaded.site.can_store_tokens }
					errors={ errors }
					dirty={ dirty }
					client={ client }
					change={ ( next, field ) =>
						put(
							rows.map( ( other ) => ( other.key === row.key ? next : other ) ),
							`pixels.${ index }.${ field }`
						)
					}
					// Positions move, so every error of the list goes.
					remove={ () => put( rows.filter( ( other ) => other.key !== row.key ), 'pixels' ) }
				/>
			) ) }
			<FieldError path="pixels" errors={ errors } />
			{ ! simple && (
				<Button
					__next40pxDefaultSize
					variant="tertiary"
					onClick={ () => put( [ ...rows, emptyRow( nextKey( rows ) ) ], 'pixels' ) }
				>
					{ __( 'Add another pixel', 'duet-for-tiktok' ) }
				</Button>
			) }
		</>
	);
}
