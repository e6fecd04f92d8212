// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MatchQuality } from '../../../../src/admin/settings/matching/MatchQuality.tsx';
import type { MatchReport } from '../../../../src/admin/settings/matching/report.ts';

const report: MatchReport = {
	days: [
		{ day: '2026-11-23', event: 'Purchase', deliveries: 8, with: { email: 8, phone: 2, external_id: 8, first_name: 4, ip: 8, user_agent: 8 } },
		{ day: '2026-11-22', event: 'Lead', deliveries: 3, with: {} },
	],
	advice: { event: 'Purchase', identifier: 'phone', missing: 6, of: 8, unticked: false },
};

describe( 'match quality', () => {
	const box = document.createElement( 'div' );
	let root: Root;
	const open = ( load: () => Promise< MatchReport > ) => act( async () => root.render( <MatchQuality load={ load } /> ) );

	beforeEach( () => {
		vi.stubGlobal( 'IS_REACT_ACT_ENVIRONMENT', true );
		document.body.append( box );
		root = createRoot( box );
	} );
	afterEach( async () => {
		await act( async () => root.unmount() );
		box.remove();
		vi.unstubAllGlobals();
	} );

	const cells = ( row: Element ) => [ ...row.querySelectorAll( 'th,td' ) ].map( ( cell ) => cell.textContent );

	it( 'says per event and day how many deliveries carried what, names only where there were any', async () => {
		await open( () => Promise.resolve( report ) );
		expect( [ ...box.querySelectorAll( 'tr' ) ].map( cells ) ).toEqual( [
			[ 'Day and event', 'Delivered', 'E-mail', 'Phone', 'Customer number', 'First name', 'Ad click', 'TikTok cookie', 'IP address' ],
			[ 'Purchase 2026-11-23', '8', '100 %', '25 %', '100 %', '50 %', '0 %', '0 %', '100 %' ],
			[ 'Lead 2026-11-22', '3', '0 %', '0 %', '0 %', '0 %', '0 %', '0 %', '0 %' ],
		] );
	} );

	it( 'names the one change that would raise it most', async () => {
		await open( () => Promise.resolve( report ) );
		expect( box.textContent ).toContain( 'What would help most: 6 of 8 Purchase events went without Phone. Make the phone field' );
		await open( () => Promise.resolve( { ...report, advice: { event: 'Lead', identifier: 'email', missing: 3, of: 3, unticked: true } } ) );
		expect( box.textContent ).toContain( 'went without E-mail. Tick it in the table above.' );
	} );

	it.each< [ string, () => Promise< MatchReport > ] >( [
		[ 'Nothing was delivered in the last seven days.', () => Promise.resolve( { days: [], advice: null } ) ],
		[ 'The numbers could not be read. Load the page again.', () => Promise.reject( new Error( '500' ) ) ],
	] )( '%s', async ( text, load ) => {
		await open( load );
		expect( box.textContent ).toBe( text );
	} );
} );
