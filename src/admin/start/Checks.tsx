/** What Duet found on this site, worst first. */
import { Button, Spinner } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import { useAnswer } from '../controls/use-answer.ts';
import type { SiteCheck, StartClient } from './client.ts';

const ORDER = { bad: 0, note: 1, good: 2 } as const;
const ICONS = { bad: 'dismiss', note: 'warning', good: 'yes-alt' } as const;

const stateWords = (): Readonly< Record< SiteCheck[ 'state' ], string > > => ( {
	bad: __( 'Needs your attention:', 'duet-for-tiktok' ),
	note: __( 'Note:', 'duet-for-tiktok' ),
	good: __( 'Good:', 'duet-for-tiktok' ),
} );

export function Checks( { load }: { readonly load: StartClient[ 'checks' ] } ) {
	const { value, problem, reload } = useAnswer( load );
	if ( problem !== '' ) {
		return <p className="duet-bad">{ problem }</p>;
	}
	if ( value === undefined ) {
		return (
			<p role="status">
				<Spinner /> { __( 'Your site is requesting its own pages. This takes a few seconds.', 'duet-for-tiktok' ) }
			</p>
		);
	}
	const words = stateWords();
	const open = value.filter( ( { state } ) => state === 'bad' ).length;
	return (
		<>
			<p role="status">
				{ open === 0
					? __( 'Nothing on this site keeps events from TikTok.', 'duet-for-tiktok' )
					: /* translators: %d: number of problems. */
					  sprintf( _n( '%d problem keeps events from TikTok.', '%d problems keep events from TikTok.', open, 'duet-for-tiktok' ), open ) }
			</p>
			<ul className="duet-checks">
				{ [ ...value ]
					.sort( ( a, b ) => ORDER[ a.state ] - ORDER[ b.state ] )
					.map( ( { id, state, label, text } ) => (
						<li key={ id } className={ `is-${ state }` }>
							<span className={ `dashicons dashicons-${ ICONS[ state ] }` } aria-hidden="true" />
							<span>
								<span className="screen-reader-text">{ words[ state ] } </span>
								<strong>{ label }</strong>
								{ text !== '' && <p className="duet-help">{ text }</p> }
							</span>
						</li>
					) ) }
			</ul>
			<Button variant="secondary" onClick={ () => void reload() }>
				{ __( 'Check again', 'duet-for-tiktok' ) }
			</Button>
		</>
	);
}
