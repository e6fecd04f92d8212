/** What a plugin adds to a request on the server: files, peak memory, processor time, bytes of HTML. */
import { gzipSync } from 'node:zlib';
import type { BenchSite, Metered } from './site.ts';

/** A kind of request, by what a shopper does. */
export interface Kind {
	readonly name: string;
	/** Which of the metered requests is meant. */
	readonly uri: RegExp;
	readonly variants: readonly string[];
	act( bench: BenchSite, variant: string ): Promise<string>;
}

export interface Cost {
	readonly files: readonly string[];
	/** Bytes above the same request without the plugin. */
	readonly memory: number;
	/** Processor time with / without. */
	readonly cpu: number;
	readonly html: number;
	readonly calls: number;
}

export const median = ( values: readonly number[] ): number => [ ...values ].sort( ( a, b ) => a - b )[ Math.floor( values.length / 2 ) ] ?? Number.NaN;

const WARM = 5;
const ROUNDS = 15;

/** Reads the request that is meant; PHP writes its line after the answer. */
async function last( bench: BenchSite, uri: RegExp ): Promise<Metered> {
	for ( let i = 0; i < 100; i++ ) {
		const found = bench.metered().find( ( one ) => uri.test( one.uri ) );
		if ( found !== undefined ) {
			return found;
		}
		await new Promise( ( resolve ) => setTimeout( resolve, 10 ) );
	}
	throw new Error( `no request like ${ uri }` );
}

/** Variants take turns, so that what slows the machine down slows all of them. */
export async function costs( bench: BenchSite, kind: Kind, rounds = ROUNDS ): Promise<Map<string, Cost>> {
	const all = [ ...new Set( kind.variants.flatMap( ( name ) => [ bench.variants[ name ]?.beside ?? '', name ] ) ) ];
	const found = new Map<string, { requests: Metered[]; html: string }>( all.map( ( name ) => [ name, { requests: [], html: '' } ] ) );
	for ( let round = -WARM; round < rounds; round++ ) {
		for ( const name of round % 2 === 0 ? all : [ ...all ].reverse() ) {
			bench.metered();
			const html = await kind.act( bench, name );
			const request = await last( bench, kind.uri );
			if ( round >= 0 ) {
				found.get( name )?.requests.push( request );
				found.set( name, { requests: found.get( name )?.requests ?? [], html } );
			}
		}
	}
	return new Map(
		kind.variants.map( ( name ) => {
			const variant = bench.variants[ name ];
			const [ own, none ] = [ found.get( name ), found.get( variant?.beside ?? '' ) ];
			const of = ( side: typeof own, what: 'peak' | 'cpu' ) => ( side?.requests ?? [] ).map( ( one ) => one[ what ] );
			const pairs = of( own, 'cpu' ).map( ( cpu, index ) => cpu / ( of( none, 'cpu' )[ index ] ?? Number.NaN ) );
			return [
				name,
				{
					files: ( own?.requests.at( -1 )?.files ?? [] ).filter( ( file ) => file.startsWith( `${ variant?.slug }/` ) ),
					memory: median( of( own, 'peak' ) ) - median( of( none, 'peak' ) ),
					cpu: median( pairs ),
					html: gzipSync( own?.html ?? '', { level: 9 } ).length - gzipSync( none?.html ?? '', { level: 9 } ).length,
					calls: ( own?.requests ?? [] ).flatMap( ( { calls } ) => calls ).length,
				},
			];
		} )
	);
}

/** A page by its address. */
export const pageKind = ( name: string, path: string, variants: readonly string[], basket = 0 ): Kind => ( {
	name,
	uri: new RegExp( `^${ path.replace( /[?.]/g, '\\$&' ) }$` ),
	variants,
	async act( bench, variant ) {
		const shopper = bench.shopper( variant );
		if ( basket > 0 ) {
			await ( await shopper.ask( `/?add-to-cart=${ basket }` ) ).text();
			bench.metered();
		}
		return ( await shopper.ask( path ) ).text();
	},
} );
