/** The panel of the try-out. A shadow tree keeps it apart from the page's styles, and it contains nothing but text. */
import { alike, type Seen } from './copies.ts';
import { native } from '../browser/dom.ts';
import type { TriedRule, TryJson } from './json.ts';
import { STYLE } from './style.ts';

export interface Panel {
	/** The element on the page; what happens inside does not leave it. */
	readonly host: HTMLElement;
	show( seen: Seen ): void;
	/** @param url address of the link, for users who want to open it */
	held( url?: string ): void;
	/** Checks again which elements match the rules. */
	look(): void;
}

/** An element with text and children. */
function make( doc: Document, tag: string, className: string, ...children: readonly ( Node | string )[] ): HTMLElement {
	const element = native( doc, 'createElement' )( tag );
	element.className = className;
	element.append( ...children );
	return element;
}

export function panelOf( doc: Document, { rules, settings, words }: TryJson, leave: string ): Panel {
	const word = ( name: string ): string => words[ name ] ?? name;
	const host = native( doc, 'createElement' )( 'duet-try-out' );
	const tree = host.attachShadow( { mode: 'open' } );
	const sheet = new CSSStyleSheet();
	sheet.replaceSync( STYLE );
	tree.adoptedStyleSheets = [ sheet ];

	const el = ( tag: string, className: string, ...children: readonly ( Node | string )[] ) => make( doc, tag, className, ...children );
	const link = ( text: string, href: string ): HTMLElement => {
		const element = el( 'a', '', text );
		element.setAttribute( 'href', href );
		return element;
	};

	const toggle = el( 'button', 'toggle', word( 'smaller' ) );
	toggle.setAttribute( 'type', 'button' );
	toggle.setAttribute( 'aria-expanded', 'true' );
	const log = el( 'ol', 'log', el( 'li', 'none', word( 'empty' ) ) );
	log.setAttribute( 'role', 'log' );
	log.setAttribute( 'aria-label', word( 'events' ) );
	const list = el( 'ul', 'rules' );
	const body = el( 'div', 'body', el( 'p', 'intro', word( 'intro' ) ), el( 'h3', '', word( 'rules' ) ), list, el( 'h3', '', word( 'events' ) ), log );
	const box = el(
		'section',
		'box',
		el( 'header', '', el( 'h2', '', word( 'title' ) ), toggle ),
		body,
		el( 'footer', '', link( word( 'settings' ), settings ), link( word( 'close' ), leave ) )
	);
	box.setAttribute( 'aria-label', word( 'title' ) );
	toggle.addEventListener( 'click', () => {
		body.hidden = ! body.hidden;
		toggle.textContent = word( body.hidden ? 'larger' : 'smaller' );
		toggle.setAttribute( 'aria-expanded', `${ ! body.hidden }` );
	} );
	tree.append( box );
	native( doc, 'body' ).append( host );

	/** Newest first, so that the latest event is visible. */
	const note = ( entry: HTMLElement ): void => {
		log.querySelector( '.none' )?.remove();
		log.prepend( entry );
	};

	const fired = new Map< string, number >();
	const state = ( { id, here, binding }: TriedRule ): readonly [ string, string ] => {
		const { on, at } = binding ?? {};
		if ( ! binding ) {
			return [ 'bad', word( 'mistake' ) ];
		}
		if ( ! here ) {
			return [ '', word( 'elsewhere' ) ];
		}
		const count = fired.get( id );
		if ( count ) {
			return [ 'good', `${ word( 'fired' ) } ${ count > 1 ? `(${ count })` : '' }` ];
		}
		if ( on === 'layer' || at === undefined ) {
			return [ '', word( on === 'layer' ? 'listens' : 'ready' ) ];
		}
		const found = native( doc, 'querySelectorAll' )( at ).length;
		return found ? [ '', word( 'matches' ).replace( '%d', `${ found }` ) ] : [ 'bad', word( 'nothing' ) ];
	};
	const look = (): void =>
		list.replaceChildren(
			...( rules[ 0 ]
				? rules.map( ( rule ) => {
						const [ mood, text ] = state( rule );
						return el( 'li', '', el( 'strong', '', rule.label ), ...( rule.on ? [] : [ el( 'span', 'off', word( 'off' ) ) ] ), el( 'span', `state ${ mood }`, text ) );
				  } )
				: [ el( 'li', 'none', word( 'none' ) ) ] )
		);
	look();

	return {
		host,
		look,
		show( { name, rule, copies, missing, wrong } ) {
			const sent = wrong === undefined && ! missing[ 0 ];
			if ( rule && sent ) {
				fired.set( rule.id, ( fired.get( rule.id ) ?? 0 ) + 1 );
			}
			const rows = alike( copies ).map( ( [ copy, channels ] ) =>
				el(
					'tr',
					'',
					el( 'th', '', channels.map( word ).join( ', ' ) ),
					el( 'td', '', el( 'code', '', copy.name ), ...Object.entries( copy.params ).map( ( [ param, value ] ) => el( 'span', 'param', `${ param }: ${ typeof value === 'object' ? JSON.stringify( value ) : value }` ) ) )
				)
			);
			note(
				el(
					'li',
					rule ? 'event mine' : 'event',
					el( 'strong', '', name ),
					' ',
					el( 'span', 'by', rule ? word( 'by' ).replace( '%s', rule.label ) : word( 'itself' ) ),
					...( sent
						? [ rows[ 0 ] ? el( 'table', '', el( 'tbody', '', ...rows ) ) : el( 'p', 'bad', word( 'nowhere' ) ) ]
						: [ el( 'p', 'bad', wrong === undefined ? `${ word( 'missing' ) } ${ missing.join( ', ' ) }` : `${ word( 'wrong' ) } ${ wrong }` ) ] )
				)
			);
			look();
		},
		held: ( url ) => note( url === undefined ? el( 'li', 'held', word( 'unsent' ) ) : el( 'li', 'held', word( 'held' ), ' ', ...( url === '' ? [] : [ link( word( 'follow' ), url ) ] ) ) ),
	};
}
