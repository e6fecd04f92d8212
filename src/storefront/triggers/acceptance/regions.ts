/**
 * What a visitor sees around a form after it was sent: errors, thanks, and words that may be either. Read from the classes,
 * roles and attributes that form plugins and themes use; nothing here changes the page.
 */
import { native } from '../../browser/dom.ts';

const ERROR = /error|invalid|fail|warning|danger|wrong|not-?valid/i;
const SUCCESS = /success|thank|confirm|(?<!un|not-|not_)sent\b|submitted|complete/i;

/** A page may be long; what answers a form is near it. */
const MOST = 400;

export type RegionKind = 'error' | 'success' | 'spoken';

/** Regions that are visible and say something, with what they say. */
export type Regions = ReadonlyMap< Element, { readonly kind: RegionKind; readonly text: string } >;

export const isVisible = ( element: Element ): boolean => element.isConnected && native( element, 'getClientRects' )().length > 0;

const attribute = ( element: Element, name: string ): string => native( element, 'getAttribute' )( name ) ?? '';

/** A field that is marked as wrong says so without words. */
const isWrongField = ( element: Element ): boolean =>
	native( element, 'matches' )( 'input, select, textarea' ) && ( attribute( element, 'aria-invalid' ) === 'true' || ERROR.test( attribute( element, 'class' ) ) );

function kindOf( element: Element ): RegionKind | undefined {
	const named = `${ attribute( element, 'class' ) } ${ attribute( element, 'id' ) }`;
	if ( isWrongField( element ) || ( ERROR.test( named ) && ! SUCCESS.test( named ) ) ) {
		return 'error';
	}
	if ( SUCCESS.test( named ) && ! ERROR.test( named ) ) {
		return 'success';
	}
	return native( element, 'matches' )( '[role="status"], [role="alert"], [aria-live="polite"], [aria-live="assertive"], output' ) ? 'spoken' : undefined;
}

/** Where an answer to the form may appear: the form, and what it stands in. */
export function placeOf( form: Element ): Element {
	const parent = native( form, 'parentElement' );
	const beyond = parent && native( parent, 'parentElement' );
	const wide = beyond && ! native( beyond, 'matches' )( 'html, body, main' ) ? beyond : parent;
	return wide ?? form;
}

/**
 * @param form itself and its ancestors carry state in their classes ("form-invalid"), which is no region of its own
 */
export function regionsIn( place: Element, form: Element ): Regions {
	const found = new Map< Element, { kind: RegionKind; text: string } >();
	const candidates = [ ...native( place, 'querySelectorAll' )( '[class], [id], [role], [aria-live], [aria-invalid], output' ) ];
	for ( const element of candidates.slice( 0, MOST ) ) {
		const kind = native( element, 'contains' )( form ) || ! isVisible( element ) ? undefined : kindOf( element );
		const text = `${ native( element, 'textContent' ) ?? '' }`.trim().slice( 0, 300 );
		if ( kind && ( text !== '' || isWrongField( element ) ) ) {
			found.set( element, { kind, text } );
		}
	}
	return found;
}

/** Whether a region of a kind is there that was not there before, or says something else now. */
export const hasNew = ( now: Regions, before: Regions, kind: RegionKind ): boolean =>
	[ ...now ].some( ( [ element, region ] ) => region.kind === kind && before.get( element )?.text !== region.text );

/** What was there before and still is: what went away in between is new when it comes again. */
export const stillThere = ( before: Regions, now: Regions ): Regions => new Map( [ ...before ].filter( ( [ element ] ) => now.has( element ) ) );
