/** docs/privacy.md is for a privacy officer, who reads no code: it has to name everything that the code stores about people. */
import { expect, it } from 'vitest';
import { files, read } from './files.ts';

const page = read( 'docs/privacy.md' );
const script = files( 'src/storefront', '.ts' )
	// The merchant's own preview.
	.filter( ( file ) => ! file.includes( '/try' ) )
	.map( read )
	.join( '\n' );
const php = files( 'includes', '.php' ).map( read ).join( '\n' );
const found = ( where: string, what: RegExp ) => [ ...new Set( [ ...where.matchAll( what ) ].map( ( [ , name = '' ] ) => name ) ) ].sort();

it.each( [
	[ 'keys of the script, in cookies and storage', found( script, /(?:const|let) \w+ = [`'](duet_(?!consent)[a-z]+|ttclid)/g ), 8 ],
	[ "marks of its channels", found( script, /old: '(\w+)'/g ).map( ( name ) => `duet_${ name }` ), 3 ],
	// Not the field of a form that says which rules hear it.
	[ 'meta of orders and users', found( php, /= '(_duet_(?!rules)[a-z]+)'/g ), 3 ],
	[ 'cookies declared to the WP Consent API', found( read( 'includes/Consent/CookieInfo.php' ), /^\t\t\t'(\w+)' +=>/gm ), 6 ],
	[ 'columns about a person', found( read( 'includes/Outbox/OutboxTable.php' ), /^\t\t\t(visitor|sender|email_hash|matching|payload) /gm ), 5 ],
	[ 'tables', found( read( 'includes/Outbox/Database.php' ), /prefix \. '(duet_\w+)'/g ), 2 ],
	[ 'consent tools', found( files( 'includes/Consent/Tool', '.php' ).map( read ).join( '\n' ), /function name\(\): string \{\s+return '([^']+)'/g ), 13 ],
	[ 'hosts', found( php, /https:\/\/((?:analytics|business-api)\.tiktok\.com)/g ), 2 ],
] )( 'the page names the %s', ( _, names, least ) => {
	expect( names.length ).toBeGreaterThanOrEqual( least );
	expect( names.filter( ( name ) => ! page.includes( name ) ) ).toEqual( [] );
} );
