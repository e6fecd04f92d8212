import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync, strToU8 } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { unzip } from '../../../../bin/site/files.ts';
import { compare, find, wordpress, type Software } from '../../../../bin/site/software.ts';

let folder = '';

beforeEach( () => {
	folder = mkdtempSync( join( tmpdir(), 'duet-software-' ) );
} );

afterEach( () => {
	vi.unstubAllEnvs();
	rmSync( folder, { recursive: true } );
} );

function plugin( name: string, requires: string ): string {
	const path = join( folder, name );
	mkdirSync( path );
	writeFileSync( join( path, 'woocommerce.php' ), `<?php\n/**\n * Version: 10.9.1\n * Requires at least: ${ requires }\n */` );
	return path;
}

const core = ( version: string ): Software => ( { slug: 'wordpress', version, path: folder, origin: 'cache', requires: '' } );

describe( 'pairing by "Requires at least"', () => {
	it.each( [
		[ '6.9', '6.10' ],
		[ '6.6', '6.6.1' ],
		[ '9.2', '10.0' ],
	] )( '%s is older than %s', ( older, newer ) => {
		expect( compare( older, newer ) ).toBeLessThan( 0 );
		expect( compare( newer, older ) ).toBeGreaterThan( 0 );
	} );

	it( 'counts a release candidate as its release', () => {
		expect( compare( '6.6-RC3', '6.6' ) ).toBe( 0 );
	} );

	it( 'takes a plugin that runs on this WordPress', async () => {
		vi.stubEnv( 'DUET_WOOCOMMERCE', plugin( 'shop', '6.9' ) );
		expect( await find( 'woocommerce', core( '7.0' ) ) ).toMatchObject( { version: '10.9.1', origin: 'DUET_WOOCOMMERCE' } );
	} );

	it( 'says in one line why it leaves one out', async () => {
		vi.stubEnv( 'DUET_WOOCOMMERCE', plugin( 'shop', '6.9' ) );
		expect( await find( 'woocommerce', core( '6.6-RC3' ) ) ).toBe( 'woocommerce 10.9.1 needs WordPress 6.9, this is 6.6-RC3: left out' );
	} );
} );

describe( 'what a variable names', () => {
	it( 'must exist', async () => {
		vi.stubEnv( 'DUET_WORDPRESS', join( folder, 'nothing' ) );
		await expect( wordpress() ).rejects.toThrow( 'DUET_WORDPRESS names' );
	} );

	it( 'must be what it is meant to be', async () => {
		vi.stubEnv( 'DUET_WORDPRESS', plugin( 'shop', '6.9' ) );
		await expect( wordpress() ).rejects.toThrow( 'it is not wordpress' );
	} );

	it( 'leaves a plugin out that is not there, and says so: the rest of a site needs no shop', async () => {
		vi.stubEnv( 'DUET_WOOCOMMERCE', join( folder, 'nothing' ) );
		expect( await find( 'woocommerce', core( '7.0' ) ) ).toMatch( /^DUET_WOOCOMMERCE names .+, which does not exist: left out$/ );
		mkdirSync( join( folder, 'empty' ) );
		vi.stubEnv( 'DUET_WOOCOMMERCE', join( folder, 'empty' ) );
		expect( await find( 'woocommerce', core( '7.0' ) ) ).toMatch( /holds no woocommerce\.php: it is not woocommerce: left out$/ );
	} );
} );

it( 'a zip cannot write outside of its folder', () => {
	const zip = join( folder, 'evil.zip' );
	writeFileSync( zip, zipSync( { '../outside.txt': strToU8( 'x' ) } ) );
	expect( () => unzip( zip, join( folder, 'inside' ) ) ).toThrow( 'outside of itself' );
} );
