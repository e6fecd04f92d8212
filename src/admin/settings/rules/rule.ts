/** Rules while they are edited: what they begin as, and what follows from them. Pure. */
import type { EventName } from '../../../events/catalogue.ts';
import exampleEntries from '../../../events/examples.json';
import { eventLabels, firesItself } from '../../../events/labels.ts';
import { allNames, entryOf, find, isOrders, isOwn, sentAs, typedParams } from '../../../events/lookup.ts';
import type { Settings } from '../../../settings/settings.ts';

type Stored = NonNullable< Settings[ 'rules' ] >[ number ];
export type When = Stored[ 'when' ][ 'type' ];
export type Counts = NonNullable< Stored[ 'when' ][ 'counts' ] >;
export type Param = NonNullable< Stored[ 'params' ] >[ number ];
export type Source = Param[ 'from' ];

/** A rule with every field. */
export interface Rule {
	readonly id: string;
	readonly label: string;
	readonly on: boolean;
	readonly event: string;
	readonly example: string;
	readonly when: {
		readonly type: When;
		readonly url: string;
		readonly selector: string;
		readonly layer: string;
		/** Of a form. */
		readonly counts: Counts;
		readonly shown: string;
	};
	readonly params: readonly Param[];
}

export const complete = ( { label = '', on = false, example = '', params = [], when, ...rest }: Stored ): Rule => ( {
	...rest,
	label,
	on,
	example,
	when: {
		type: when.type,
		url: when.url ?? '',
		selector: when.selector ?? '',
		layer: when.layer ?? '',
		counts: when.counts ?? 'accepted',
		shown: when.shown ?? '',
	},
	params,
} );

/** Events a rule may mean: those TikTok gets, without a shop's own orders. */
export const choosable = ( shop: boolean ): readonly EventName[] =>
	allNames.filter( ( name ) => ( 'pixel' in entryOf( name ).channels || 'eventsApi' in entryOf( name ).channels ) && ! ( shop && isOrders( name ) ) );

/** Whether Duet sends the event on this site without any rule. */
export const sentAlready = ( name: string, shop: boolean ): boolean => {
	const key = find( name );
	return key !== undefined && firesItself( eventLabels()[ key ], shop );
};

/** Whether a rule sends it without the server's copy: sales are told by orders, never by a browser. */
export const browserAlone = ( name: string, shop: boolean ): boolean => {
	const key = find( name );
	return ! shop && key !== undefined && isOrders( key );
};

/** Parameters to choose from; undefined where any name is right. */
export const acceptedBy = ( name: string ): readonly string[] | undefined => {
	const key = find( name );
	return key === undefined || isOwn( key ) ? undefined : typedParams( key );
};

/** What the relay believes only with a signature, which a value of the page cannot have. */
const SIGNED = [ 'value', 'currency', 'price', 'predicted_ltv', 'content_id', 'content_ids', 'quantity', 'num_items' ];

export const unsigned = ( rule: Rule ): boolean =>
	rule.params.some( ( param ) => param.from !== 'fixed' && SIGNED.includes( sentAs( param.name ) ) );

export type ExampleKey = keyof typeof exampleEntries;
interface Example {
	readonly event: string;
	readonly requires: object;
	readonly accepts: object;
	readonly when: string;
	/** A standard event that Duet sends at the same moment. */
	readonly beside?: string;
}
const examples: Readonly< Record< ExampleKey, Example > > = exampleEntries;
export const exampleKeys = Object.keys( examples ) as ExampleKey[];

/** 'never': Duet does it and a rule would count it twice; 'already': only for places of one's own; 'free' else. */
export const offerOf = ( key: ExampleKey, shop: boolean ): 'never' | 'already' | 'free' => {
	const { event, beside = event } = examples[ key ];
	const name = find( event );
	return shop && name !== undefined && isOrders( name ) ? 'never' : sentAlready( beside, shop ) ? 'already' : 'free';
};

/** Its parameters in order, and whether each must be there. */
export const paramsOf = ( key: ExampleKey ): ReadonlyArray< { readonly name: string; readonly required: boolean } > => [
	...Object.keys( examples[ key ].requires ).map( ( name ) => ( { name, required: true } ) ),
	...Object.keys( examples[ key ].accepts ).map( ( name ) => ( { name, required: false } ) ),
];

/** Whether the rule's example says so; undefined for a parameter of the merchant's own. */
export const isRequired = ( rule: Rule, param: string ): boolean | undefined => {
	const key = exampleKeys.find( ( one ) => one === rule.example );
	return key === undefined || ( find( examples[ key ].event ) ?? examples[ key ].event ) !== ( find( rule.event ) ?? rule.event )
		? undefined
		: paramsOf( key ).find( ( { name } ) => name === param )?.required;
};

const ID = 'abcdefghijklmnopqrstuvwxyz0123456789';
export const newId = (): string => [ ...crypto.getRandomValues( new Uint8Array( 8 ) ) ].map( ( byte ) => ID[ byte % ID.length ] ).join( '' );

const empty: Omit< Rule, 'id' > = { label: '', on: false, event: '', example: '', when: { type: 'click', url: '*', selector: '', layer: '', counts: 'accepted', shown: '' }, params: [] };

export const newRule = (): Rule => ( { ...empty, id: newId() } );

export const ruleOf = ( key: ExampleKey, label: string ): Rule => ( {
	...empty,
	id: newId(),
	label,
	event: examples[ key ].event,
	example: key,
	// A page's path is the merchant's own: nothing stands there that would be right by chance.
	when: { ...empty.when, type: examples[ key ].when as When, url: examples[ key ].when === 'page' ? '' : '*' },
	params: paramsOf( key ).map( ( { name } ) => ( { name, from: 'fixed', value: '' } ) ),
} );

/** A page the rule is for, where it can be tried: as much of the pattern as is no wildcard. */
export const tryUrl = ( home: string, pattern: string ): string => {
	const url = new URL( /^(https?:\/)?\//.test( pattern ) ? pattern.replace( /\*.*$/s, '' ) : home, home );
	url.searchParams.set( 'duet_try', '1' );
	return url.href;
};

/** What the browser itself says of a selector; PHP looks again when it is saved. */
export const readable = ( selector: string ): boolean => {
	try {
		document.createDocumentFragment().querySelector( selector );
		return true;
	} catch {
		return false;
	}
};
