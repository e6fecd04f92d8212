/** What the plugin directory shows: each image that readme.txt describes is there, and the preview explains itself. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { icon } from '../../bin/demo/directory-images';
import { read, root } from './files';

const folder = join( root, '.wordpress-org' );

/** Width and height of a PNG. */
const sizeOf = ( name: string ): readonly [ number, number ] => {
	const bytes = readFileSync( join( folder, name ) );
	return [ bytes.readUInt32BE( 16 ), bytes.readUInt32BE( 20 ) ];
};

describe( 'the plugin directory', () => {
	it.each( [ [ 'icon-128x128.png', 128, 128 ], [ 'icon-256x256.png', 256, 256 ], [ 'banner-772x250.png', 772, 250 ], [ 'banner-1544x500.png', 1544, 500 ] ] as const )( '%s has its size', ( name, width, height ) => {
		expect( sizeOf( name ) ).toEqual( [ width, height ] );
	} );

	it( 'has the icon as it is drawn', () => {
		expect( readFileSync( join( folder, 'icon.svg' ), 'utf8' ) ).toBe( `${ icon }\n` );
	} );

	it( 'has an image for each line under "Screenshots"', () => {
		const lines = [ .../== Screenshots ==([\s\S]*?)\n==/.exec( read( 'readme.txt' ) )?.[ 1 ]?.matchAll( /^(\d+)\. /gm ) ?? [] ].map( ( [ , number ] ) => number );
		expect( lines ).toEqual( [ '1', '2', '3', '4', '5' ] );
		expect( lines.filter( ( number ) => ! existsSync( join( folder, `screenshot-${ number }.png` ) ) ) ).toEqual( [] );
	} );

	it( 'has a preview that begins with the guided start and says that a stand-in answers', () => {
		const blueprint = JSON.parse( readFileSync( join( folder, 'blueprints/blueprint.json' ), 'utf8' ) ) as { landingPage: string; steps: ReadonlyArray< { step: string; data?: string; pluginData?: { slug: string } } > };
		expect( blueprint.landingPage ).toMatch( /page=duet-for-tiktok#start$/ );
		expect( blueprint.steps.flatMap( ( { pluginData } ) => pluginData?.slug ?? [] ) ).toEqual( [ 'woocommerce', 'duet-for-tiktok' ] );
		expect( blueprint.steps.find( ( { step } ) => step === 'writeFile' )?.data ).toContain( 'stand-in answers in place of TikTok' );
	} );
} );
