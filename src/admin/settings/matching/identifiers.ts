/** The table identifier x event on the screen, measured against matching.json: what equals a default is not stored. Pure. */
import defaults from '../../../settings/matching.json';
import type { SavedSettings } from '../../../settings/settings.ts';

export type Ticks = SavedSettings[ 'matching' ][ 'events' ];
export type Identifier = keyof NonNullable< Ticks[ string ] >;

export const identifiers = defaults.identifiers as readonly Identifier[];

/** Names and address: never sent by a site that said its business is sensitive. */
export const isSensitive = ( identifier: Identifier ): boolean => defaults.sensitive.includes( identifier );

const isDefault = ( event: string, identifier: Identifier ): boolean => defaults.usual.includes( identifier ) && ! defaults.without.includes( event );

export const isTicked = ( ticks: Ticks, event: string, identifier: Identifier ): boolean => ticks[ event ]?.[ identifier ] ?? isDefault( event, identifier );

export function withTick( ticks: Ticks, event: string, identifier: Identifier, on: boolean ): Ticks {
	const { [ event ]: own = {}, ...others } = ticks;
	const { [ identifier ]: _old, ...rest } = own;
	const next = on === isDefault( event, identifier ) ? rest : { ...rest, [ identifier ]: on };
	return Object.keys( next ).length === 0 ? others : { ...others, [ event ]: next };
}

/** One identifier for all of these events. */
export const withColumn = ( ticks: Ticks, events: readonly string[], identifier: Identifier, on: boolean ): Ticks =>
	events.reduce( ( table, event ) => withTick( table, event, identifier, on ), ticks );
