/** The merchant's choices per event, measured against the catalogue: what equals a default is not stored at all. */
import catalogue from '../events/catalogue.json';
import type { EventName } from '../events/catalogue.ts';
import type { Channel, EventChoice, EventChoices } from '../settings/settings.ts';

interface Entry {
	readonly channels: { readonly [ C in Channel ]?: { readonly off?: object; readonly name?: string } };
	readonly older?: object;
}

const events: Readonly< Record< EventName, Entry > > = catalogue.events;

export const channels: readonly Channel[] = [ 'dataLayer', 'pixel', 'eventsApi' ];

/** Events that can be sent anywhere, in the catalogue's order. */
export const eventNames = ( Object.keys( events ) as EventName[] ).filter(
	( name ) => Object.keys( events[ name ].channels ).length > 0
);

export const available = ( name: EventName, channel: Channel ): boolean =>
	channel in events[ name ].channels;

export const defaultOn = ( name: EventName, channel: Channel ): boolean => {
	const entry = events[ name ].channels[ channel ];
	return entry !== undefined && entry.off === undefined;
};

/** The event's current name, then the older ones TikTok still converts. */
export const tiktokNames = ( name: EventName ): readonly string[] => [
	name,
	...Object.keys( events[ name ].older ?? {} ),
];

/** The GA4 name in the dataLayer. */
export const layerName = ( name: EventName ): string | undefined =>
	events[ name ].channels.dataLayer?.name;

export const isOn = ( choices: EventChoices, name: EventName, channel: Channel ): boolean =>
	available( name, channel ) && ( choices[ name ]?.[ channel ] ?? defaultOn( name, channel ) );

export const chosenName = ( choices: EventChoices, name: EventName ): string =>
	choices[ name ]?.name ?? name;

export const withSwitch = (
	choices: EventChoices,
	name: EventName,
	channel: Channel,
	on: boolean
): EventChoices => {
	const { [ channel ]: _old, ...rest } = choices[ name ] ?? {};
	return withChoice( choices, name, on === defaultOn( name, channel ) ? rest : { ...rest, [ channel ]: on } );
};

export const withName = ( choices: EventChoices, name: EventName, tiktokName: string ): EventChoices => {
	const { name: _old, ...rest } = choices[ name ] ?? {};
	return withChoice( choices, name, tiktokName === name ? rest : { ...rest, name: tiktokName } );
};

function withChoice( choices: EventChoices, name: EventName, choice: EventChoice ): EventChoices {
	const { [ name ]: _old, ...others } = choices;
	return Object.keys( choice ).length === 0 ? others : { ...others, [ name ]: choice };
}
