/** Reads the default of a setting by its dotted path, and sets a setting back to it. Pure. */
import type { Defaults } from '../controls/defaults.tsx';
import type { SavedSettings } from '../../settings/settings.ts';
import type { Draft } from './draft.ts';

type Values = Readonly< Record< string, unknown > >;

const isValues = ( value: unknown ): value is Values => typeof value === 'object' && value !== null && ! Array.isArray( value );

const valueAt = ( values: unknown, steps: readonly string[] ): unknown =>
	steps.reduce( ( at, step ) => ( isValues( at ) ? at[ step ] : undefined ), values );

const withValue = ( values: unknown, [ step, ...rest ]: readonly string[], value: unknown ): unknown =>
	step === undefined ? value : { ...( isValues( values ) ? values : {} ), [ step ]: withValue( isValues( values ) ? values[ step ] : {}, rest, value ) };

export const defaultsOf = (
	defaults: SavedSettings,
	draft: Draft,
	change: ( part: Partial< Draft >, path: string ) => void
): Defaults => ( {
	of: ( path ) => valueAt( defaults, path.split( '.' ) ),
	reset: ( path ) => {
		const [ key = '', ...rest ] = path.split( '.' );
		const value = valueAt( defaults, [ key, ...rest ] );
		// The path names a setting of the schema, so what comes out has the draft's shape.
		change( { [ key ]: withValue( draft[ key as keyof Draft ], rest, value ) } as Partial< Draft >, path );
	},
} );
