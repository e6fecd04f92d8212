import { useEffect } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Room } from './rooms.tsx';

/** The id of a section's heading in the page. */
export const headingId = ( id: string ): string => `duet-section-${ id }`;

/** Brings the section that the address names into view and moves focus there, as an anchor would: the hash itself names the page. */
function follow(): void {
	const id = /^#settings\?section=([a-z-]+)$/.exec( window.location.hash )?.[ 1 ];
	const heading = id === undefined ? null : document.getElementById( headingId( id ) );
	heading?.closest( '.duet-section' )?.scrollIntoView();
	heading?.focus( { preventScroll: true } );
}

/** A list of contents beside the settings: the page is long, and saved as one. */
export function Contents( { rooms }: { rooms: readonly Room[] } ) {
	useEffect( () => {
		follow();
		window.addEventListener( 'hashchange', follow );
		return () => window.removeEventListener( 'hashchange', follow );
	}, [] );
	return (
		<nav className="duet-contents" aria-label={ __( 'On this page', 'duet-for-tiktok' ) }>
			<ul>
				{ rooms.map( ( { id, title } ) => (
					<li key={ id }>
						<a href={ `#settings?section=${ id }` }>{ title }</a>
					</li>
				) ) }
			</ul>
		</nav>
	);
}
