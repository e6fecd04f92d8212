/** A consent banner that behaves as CookieYes's script: it deletes the cookies of its scan first, the event comes after. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Site } from '../../bin/site/index.ts';

const PLUGIN = `<?php
add_action( 'wp_head', static function () { ?>
<script>
( function () {
	var said = ( document.cookie.match( /cookieyes-consent=([^;]*)/ ) || [] )[ 1 ];
	window.getCkyConsent = function () { return { isUserActionCompleted: !! said, categories: { advertisement: said === 'yes' } }; };
	window.answer = function ( yes ) {
		said = yes ? 'yes' : 'no';
		document.cookie = 'cookieyes-consent=' + said + ';path=/';
		if ( ! yes ) { [ 'duet_visitor', 'ttclid', '_ttp' ].forEach( function ( name ) { document.cookie = name + '=;path=/;max-age=0'; } ); }
		document.dispatchEvent( new CustomEvent( 'cookieyes_consent_update', { detail: { accepted: yes ? [ 'advertisement' ] : [], rejected: yes ? [] : [ 'advertisement' ] } } ) );
	};
} )();
</script><?php }, 0 );
`;

/** Adds the banner to every page of the site; a test answers it with `answer( true )` or `answer( false )` in the page. */
export function addCookieYes( site: Site ): void {
	const folder = join( site.root, 'wp-content/mu-plugins' );
	mkdirSync( folder, { recursive: true } );
	writeFileSync( join( folder, 'cookieyes.php' ), PLUGIN );
}
