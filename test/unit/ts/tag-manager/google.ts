/**
 * As much of Google Tag Manager as the container needs: the merged model, variables, triggers by name, consent and
 * setup tags. Tags run as code of their page, variables stand in them as Tag Manager writes them: a call for each.
 */
import { JSDOM } from 'jsdom';

interface Parameter {
	readonly key?: string;
	readonly value?: string;
	readonly list?: readonly Parameter[];
	readonly map?: readonly Parameter[];
}

interface Part {
	readonly name: string;
	readonly type: string;
	readonly parameter: readonly Parameter[];
}

interface Tag extends Part {
	readonly firingTriggerId?: readonly string[];
	readonly setupTag?: readonly { readonly tagName: string }[];
	readonly consentSettings: { readonly consentType: Parameter };
}

interface Trigger {
	readonly triggerId: string;
	readonly customEventFilter: readonly { readonly parameter: readonly Parameter[] }[];
}

export interface Container {
	readonly containerVersion: { readonly tag: readonly Tag[]; readonly trigger: readonly Trigger[]; readonly variable: readonly Part[] };
}

type Model = Record< string, unknown >;
type Page = JSDOM[ 'window' ] & Record< string, unknown >;

const text = ( parts: readonly Parameter[], key: string ): string => parts.find( ( part ) => part.key === key )?.value ?? '';
const isModel = ( value: unknown ): value is Model => Object.prototype.toString.call( value ) === '[object Object]';

/** Version 2 of the data layer: objects merge deeply, lists by position. */
function merge( into: Model, from: Model ): void {
	for ( const [ key, value ] of Object.entries( from ) ) {
		const old = into[ key ];
		if ( isModel( value ) ) {
			into[ key ] = isModel( old ) ? old : {};
			merge( into[ key ] as Model, value );
		} else {
			into[ key ] = Array.isArray( value ) && Array.isArray( old ) ? [ ...value, ...old.slice( value.length ) ] : value;
		}
	}
}

export class Google {
	public readonly page: Page;
	public granted = true;
	/** Names of the tags that ran. */
	public readonly ran: string[] = [];
	private readonly model: Model = {};
	private event = '';

	public constructor(
		private readonly container: Container,
		layer = 'dataLayer'
	) {
		this.page = new JSDOM( '<!doctype html><head></head>', { url: 'https://shop.test/', runScripts: 'outside-only' } ).window as unknown as Page;
		const pushes: Model[] = [];
		const push = pushes.push.bind( pushes );
		pushes.push = ( ...given ) => {
			for ( const one of given ) {
				push( one );
				this.hear( one );
			}
			return pushes.length;
		};
		this.page[ layer ] = pushes;
		this.page[ 'google' ] = ( name: string ) => this.variable( name );
	}

	private hear( push: Model ): void {
		merge( this.model, push );
		if ( typeof push[ 'event' ] !== 'string' ) {
			return;
		}
		this.event = push[ 'event' ];
		// Tag Manager leaves its own number in the push.
		push[ 'gtm.uniqueEventId' ] = 7;
		const { tag, trigger } = this.container.containerVersion;
		const fired = trigger.filter( ( { customEventFilter: [ filter ] } ) => new RegExp( text( filter?.parameter ?? [], 'arg1' ) ).test( this.event ) ).map( ( { triggerId } ) => triggerId );
		for ( const one of tag.filter( ( { firingTriggerId = [] } ) => firingTriggerId.some( ( id ) => fired.includes( id ) ) ) ) {
			this.run( one );
		}
	}

	private run( tag: Tag ): void {
		const needs = tag.consentSettings.consentType.list?.map( ( { value } ) => value );
		if ( needs?.includes( 'ad_storage' ) && ! this.granted ) {
			return;
		}
		for ( const { tagName } of tag.setupTag ?? [] ) {
			this.container.containerVersion.tag.filter( ( { name } ) => name === tagName ).forEach( ( setup ) => this.run( setup ) );
		}
		this.ran.push( tag.name );
		const script = /^<script>([^]*)<\/script>$/.exec( text( tag.parameter, 'html' ) )?.[ 1 ];
		if ( script === undefined ) {
			throw new Error( `${ tag.name } is no script` );
		}
		this.page.eval( this.filled( script ) );
	}

	private filled( code: string ): string {
		return code.replace( /\{\{(.*?)\}\}/g, ( _all, name: string ) => `google( ${ JSON.stringify( name ) } )` );
	}

	private variable( name: string ): unknown {
		const found = this.container.containerVersion.variable.find( ( variable ) => variable.name === name );
		if ( name === 'Event' ) {
			return this.event;
		}
		switch ( found?.type ) {
			case 'c':
				return text( found.parameter, 'value' );
			case 'v':
				return text( found.parameter, 'name' ).split( '.' ).reduce< unknown >( ( value, key ) => ( isModel( value ) ? value[ key ] : undefined ), this.model );
			case 'smm':
				return found.parameter
					.find( ( { key } ) => key === 'map' )
					?.list?.map( ( { map = [] } ) => [ text( map, 'key' ), text( map, 'value' ) ] )
					.find( ( [ key ] ) => key === this.event )?.[ 1 ];
			case 'jsm':
				return ( this.page.eval( `( ${ this.filled( text( found.parameter, 'javascript' ) ) } )` ) as () => unknown )();
			default:
				throw new Error( `no variable ${ name }` );
		}
	}

	/** Calls that wait for TikTok's script, for one pixel. */
	public calls( code: string, method = 'track' ): unknown[][] {
		const ttq = this.page[ 'ttq' ] as { _i: Record< string, unknown[][] > } | undefined;
		return JSON.parse( JSON.stringify( ( ttq?._i[ code ] ?? [] ).filter( ( [ name ] ) => name === method ).map( ( [ , ...args ] ) => args ) ) ) as unknown[][];
	}
}
