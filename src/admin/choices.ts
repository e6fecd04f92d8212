/** The merchant's choices per event, measured against the catalogue: what equals a default is not stored at all. */
import catalogue from '../events/catalogue.json';
import type { EventName } from '../events/catalogue.ts';
import type { Channel, EventChoice, EventChoices } from '../settings/settings.ts';

interface Entry {
	readonly channels: { readonly [ C in Channel ]?: { readonly off?: object; readonly name?: string } };
	readonly older?: object;
}

const events: Readonly< Record< EventName, Entry > > = catalogue.events;

/** An event of the merchant's own goes everywhere, under its own name. */
const own: Entry = { channels: { dataLayer: {}, pixel: {}, eventsApi: {} } };

const isKnown = ( name: string ): name is EventName => name in events;
const entryOf = ( name: string ): Entry => ( isKnown( name ) ? events[ name ] : own );

export const channels: readonly Channel[] = [ 'dataLayer', 'pixel', 'eventsApi' ];

/** Events that can be sent anywhere, in the catalogue's order. */
export const eventNames = ( Object.keys( events ) as EventName[] ).filter(
	( name ) => Object.keys( events[ name ].channels ).length > 0
);

export const available = ( name: string, channel: Channel ): boolean =>
	channel in entryOf( name ).channels;

export const defaultOn = ( name: string, channel: Channel ): boolean => {
	const entry = entryOf( name ).channels[ channel ];
	return entry !== undefined && entry.off === undefined;
};

/** Names of the merchant's own: those his rules use, and those he has switched before. */
export const ownNames = ( rules: ReadonlyArray< { readonly event: string } >, choices: EventChoices, standard: ( name: string ) => string | undefined ): readonly string[] =>
	[ ...new Set( [ ...rules.map( ( { event } ) => event ), ...Object.keys( choices ) ] ) ].filter( ( name ) => /^[A-Za-z0-9][A-Za-z0-9 _-]{0,49}$/.test( name ) && standard( name ) === undefined );

/** The event's current name, then the older ones TikTok still converts. */
export const tiktokNames = ( name: string ): readonly string[] => [
	name,
	...Object.keys( entryOf( name ).older ?? {} ),
];

/** The GA4 name in the dataLayer. */
export const layerName = ( name: string ): string | undefined =>
	( isKnown( name ) ? entryOf( name ).channels.dataLayer?.name : name );

export const isOn = ( choices: EventChoices, name: string, channel: Channel ): boolean =>
	available( name, channel ) && ( choices[ name ]?.[ channel ] ?? defaultOn( name, channel ) );

export const chosenName = ( choices: EventChoices, name: string ): string =>
	choices[ name ]?.name ?? name;

export const withSwitch = (
	choices: EventChoices,
	name: string,
	channel: Channel,
	on: boolean
): EventChoices => {
	const { [ channel ]: _old, ...rest } = choices[ name ] ?? {};
	return withChoice( choices, name, on === defaultOn( name, channel ) ? rest : { ...rest, [ channel ]: on } );
};

export const withName = ( choices: EventChoices, name: string, tiktokName: string ): EventChoices => {
	const { name: _old, ...rest } = choices[ name ] ?? {};
	return withChoice( choices, name, tiktokName === name ? rest : { ...rest, name: tiktokName } );
};

function withChoice( choices: EventChoices, name: string, choice: EventChoice ): EventChoices {
	const { [ name ]: _old, ...others } = choices;
	return Object.keys( choice ).length === 0 ? others : { ...others, [ name ]: choice };
}
