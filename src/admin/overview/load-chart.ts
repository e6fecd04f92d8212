/** Loads the chart's own script and style once. */
import type { DrawChart } from './chart.ts';

declare global {
	interface Window {
		/** Set by the chart's script. */
		duetChart?: DrawChart;
	}
}

const loading = new Map< string, Promise< DrawChart > >();

/** @param source address of the script, whose style lies beside it */
export function loadChart( source: string ): Promise< DrawChart > {
	const known = loading.get( source );
	if ( known !== undefined ) {
		return known;
	}
	const loaded = new Promise< DrawChart >( ( resolve, reject ) => {
		if ( source === '' ) {
			reject( new Error( 'no chart' ) );
			return;
		}
		const style = document.createElement( 'link' );
		style.rel = 'stylesheet';
		style.href = source.replace( /\.js(?=\?|$)/, '.css' );
		const script = document.createElement( 'script' );
		script.src = source;
		script.addEventListener( 'load', () => ( window.duetChart === undefined ? reject( new Error( 'no chart' ) ) : resolve( window.duetChart ) ) );
		script.addEventListener( 'error', () => reject( new Error( 'no chart' ) ) );
		document.head.append( style, script );
	} );
	loading.set( source, loaded );
	return loaded;
}
