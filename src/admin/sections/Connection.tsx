import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { Client } from '../client.ts';
import type { Draft, PixelDraft } from '../draft.ts';
import type { Errors, Loaded } from '../../settings/settings.ts';
import { FieldError } from '../fields.tsx';
import { Pixel } from './Pixel.tsx';

export interface SectionProps {
	readonly loaded: Loaded;
	readonly draft: Draft;
	readonly errors: Errors;
	change( part: Partial< Draft >, path: string ): void;
}

interface Props extends SectionProps {
	readonly client: Pick< Client, 'test' >;
	readonly dirty: boolean;
}

const emptyRow = ( key: string ): PixelDraft => ( { key, code: '', label: '', test_event_code: '' } );

/** Keys must not collide with those of rows that were taken away. */
const nextKey = ( rows: readonly PixelDraft[] ): string =>
	`new-${ 1 + Math.max( 0, ...rows.map( ( row ) => Number( /^new-(\d+)$/.exec( row.key )?.[ 1 ] ?? 0 ) ) ) }`;

export function Connection( { loaded, draft, errors, change, client, dirty }: Props ) {
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
			<Button
				__next40pxDefaultSize
				variant="tertiary"
				onClick={ () => put( [ ...rows, emptyRow( nextKey( rows ) ) ], 'pixels' ) }
			>
				{ __( 'Add another pixel', 'duet-for-tiktok' ) }
			</Button>
		</>
	);
}
