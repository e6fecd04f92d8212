/**
 * TikTok refuses a whole request over one bad value, and pauses of a pixel follow refusals. So a stranger must not be able to
 * bring an event through the relay that TikTok refuses: the shop's sales would wait behind it.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HEX } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'duet' ] } as const;
const without = await missing( wants );
const settings = { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'assumed' } };

/** What is odd about an event, and how it arrives: without what TikTok would refuse. */
const BLANK = [ ' ', '\t\n', '\u00a0', '\u3000\u2003', '\ufeff', '\u200b' ];
const HOSTS = [ 'a|b', 'a^b', '%zz', '1.2.3.999', 'shop.42', 'a..b', 'xn--a', '[::1', '[g::1]', '-', '\u0000' ];
const POISON: readonly object[] = [
	...BLANK.flatMap( ( text ) => [ { name: 'Contact', params: { description: text } }, { name: 'Level Up', params: { status: text } } ] ),
	...HOSTS.map( ( host ) => ( { name: 'Contact', referrer: `http://${ host }/` } ) ),
	{ name: 'Level Up', params: { delivery_category: 'by drone' } },
	{ name: 'Level Up', params: { delivery_category: '' } },
	{ name: 'Level Up', params: { content_type: '\u2028' } },
	{ name: 'Contact', url: 'HOME/%zz/%/\\' },
	{ name: 'Contact', person: { email: ' ', phone: '+', country: '??', city: '...', state: '\u00a0', external_id: ' ' } },
	{ name: 'Level Up ', params: { email_ok: 'yes' } },
];

describe.skipIf( without )( `a stranger's event${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'poison', ...wants, settings, standIn: tiktok, token: DEMO_TOKEN } );
	} );
	afterAll( async () => {
		await site?.stop();
		await tiktok?.stop();
	} );

	beforeEach( async () => {
		tiktok.clear();
		await site.php( `$GLOBALS["wpdb"]->query( "DELETE FROM {$GLOBALS["wpdb"]->prefix}duet_outbox" ); delete_option( 'duet_pauses' );` );
	} );

	it.each( POISON.map( ( event ) => [ JSON.stringify( event ), event ] as const ) )( '%s is nothing that TikTok refuses', async ( _name, event ) => {
		const { url = '', ...rest } = event as { url?: string };
		const answer = await fetch( `${ site.url }/wp-json/duet/v1/events`, {
			method: 'POST',
			headers: { Origin: site.url, Cookie: `duet_visitor=${ HEX }.g`, 'User-Agent': 'Mozilla/5.0 (a stranger)' },
			body: JSON.stringify( { url: url.replace( 'HOME', site.url ) || `${ site.url }/`, events: [ { id: crypto.randomUUID(), age: 0, ...rest } ] } ),
		} );
		expect( [ 200, 400 ] ).toContain( answer.status );
		await site.drain();
		expect( await site.php( 'echo implode( ",", $GLOBALS["wpdb"]->get_col( "SELECT DISTINCT state FROM {$GLOBALS["wpdb"]->prefix}duet_outbox WHERE pixel_code <> \'\'" ) );' ) ).toBe( answer.status === 200 ? 'delivered' : '' );
		expect( tiktok.events().filter( ( { accepted } ) => ! accepted ).map( ( { message } ) => message ) ).toEqual( [] );
	} );
} );
