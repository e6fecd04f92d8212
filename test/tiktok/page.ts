import type { Book } from './book.js';
import { escape as e, renderRow } from './page-row.js';
import { rowsOf } from './page-rows.js';
import { STYLE } from './page-style.js';
import type { Conversion } from './types.js';

/** Older rows are only counted: a bench sends more than anyone reads. */
const SHOWN = 200;

/** Sums per currency, because 1 EUR and 1 USD are not 2 of anything. */
const sums = ( conversions: readonly Conversion[] ): string => {
	const totals = new Map< string, number >();
	for ( const { currency, value } of conversions ) {
		if ( currency !== null && value !== null ) {
			totals.set( currency, ( totals.get( currency ) ?? 0 ) + value );
		}
	}
	return [ ...totals ].map( ( [ currency, total ] ) => `${ total.toFixed( 2 ) } ${ currency }` ).join( ' + ' );
};

const counts = ( conversions: readonly Conversion[] ): string => {
	const byEvent = new Map< string, Conversion[] >();
	for ( const conversion of conversions ) {
		const list = byEvent.get( conversion.event );
		if ( list === undefined ) {
			byEvent.set( conversion.event, [ conversion ] );
		} else {
			list.push( conversion );
		}
	}
	// Purchase first, the rest as it came.
	const order = [ ...byEvent ].sort( ( [ a ], [ b ] ) => Number( b === 'Purchase' ) - Number( a === 'Purchase' ) );
	const cards = order.map(
		( [ event, counted ] ) => `<li><b>${ counted.length }</b><span>${ e( event ) }</span><small>${ e( sums( counted ) ) }</small></li>`
	);
	return cards.length === 0 ? '' : `<ul class="counts" aria-label="Conversions TikTok counts">${ cards.join( '' ) }</ul>`;
};

const EMPTY = `<p class="empty">Nothing has arrived yet. Visit the shop, accept cookies, and buy something:
what the browser and the server send appears here.</p>`;

/** The part of the page that changes. */
const renderMain = ( book: Book, now: number ): string => {
	const { conversions, tested } = book.tally();
	const rows = rowsOf( book );
	const shown = rows.slice( 0, SHOWN );
	const rest = rows.length - shown.length;
	return `${ counts( conversions ) }
<p class="sum">${ book.events().length } copies received · ${ conversions.length } counted${ tested.length > 0 ? ` · ${ tested.length } test-coded, not counted` : '' }</p>
${ rows.length === 0 ? EMPTY : `<div class="head" aria-hidden="true"><span>Event</span><span>Pixel, from the browser</span><span>Events API, from the server</span></div>` }
${ shown.map( ( row ) => renderRow( row, now ) ).join( '\n' ) }
${ rest > 0 ? `<p class="sum">and ${ rest } older</p>` : '' }`;
};

/** Fetches the page again and swaps the part that changed; without JavaScript the page reloads itself. */
const REFRESH = `setInterval(async () => {
	try {
		const text = await (await fetch('/', { cache: 'no-store' })).text();
		const next = new DOMParser().parseFromString(text, 'text/html').querySelector('main');
		const main = document.querySelector('main');
		if (next && main && next.innerHTML !== main.innerHTML && !getSelection()?.toString()) {
			const open = new Set([...main.querySelectorAll('details[open]')].map((one) => one.id));
			for (const one of next.querySelectorAll('details')) { one.open = open.has(one.id); }
			main.replaceWith(next);
		}
	} catch {}
}, 1500);`;

/** One self-contained page: what reached TikTok on both channels and what it would count. */
export const renderPage = ( book: Book, now: number ): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What TikTok counts</title>
<link rel="icon" href="data:,">
<noscript><meta http-equiv="refresh" content="5"></noscript>
<style>${ STYLE }</style>
</head>
<body>
<header><h1>What TikTok counts</h1>
<p>A stand-in for TikTok on this machine. Each event arrives up to twice, once from the shopper&rsquo;s browser and once from the
shop&rsquo;s server; copies with the same pixel, name and id are one conversion.</p></header>
<main>${ renderMain( book, now ) }</main>
<script>${ REFRESH }</script>
</body>
</html>
`;
