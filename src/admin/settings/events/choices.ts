/** The merchant's choices per event, measured against the catalogue: what equals a default is not stored at all. */
import type { ChannelName } from '../../../events/catalogue.ts';
import { allNames, entryOf, find, isKnown, isName } from '../../../events/lookup.ts';
import type { EventChoice, EventChoices } from '../../../settings/settings.ts';

export { channels } from '../../../events/lookup.ts';

/** Events that can be sent anywhere, in the catalogue's order. */
export const eventNames = allNames.filter( ( name ) => Object.keys( entryOf( name ).channels ).length > 0 );

export const available = ( name: string, channel: ChannelName ): boolean =>
	channel in entryOf( name ).channels;

export const defaultOn = ( name: string, channel: ChannelName ): boolean => {
	const entry = entryOf( name ).channels[ channel ];
	return entry !== undefined && entry.off === undefined;
};

/** Names of the merchant's own: those their rules use, and those they have switched before. */
export const ownNames = ( rules: ReadonlyArray< { readonly event: string } >, choices: EventChoices): readonly string[] =>
	[ ...new Set( [ ...rules.map( ( { event } ) => event ), ...Object.keys( choices ) ] ) ].filter( ( name ) => isName( name ) && find( name ) === undefined );

/** The event's current name, then the older ones TikTok still converts. */
export const tiktokNames = ( name: string ): readonly string[] => [
	name,
	...Object.keys( entryOf( name ).older ?? {} ),
];

/** The GA4 name in the dataLayer. */
export const layerName = ( name: string ): string | undefined =>
	( isKnown( name ) ? entryOf( name ).channels.dataLayer?.name : name );

export const isOn = ( choices: EventChoices, name: string, channel: ChannelName ): boolean =>
	available( name, channel ) && ( choices[ name ]?.[ channel ] ?? defaultOn( name, channel ) );

export const chosenName = ( choices: EventChoices, name: string ): string =>
	choices[ name ]?.name ?? name;

export const withSwitch = (
	choices: EventChoices,
	name: string,
	channel: ChannelName,
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
