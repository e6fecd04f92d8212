/** Loads the settings, holds the draft, saves what changed on one page. */
import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import type { Errors, Loaded } from '../../settings/settings.ts';
import { messageOf } from '../rest.ts';
import { Outdated, Refused, type Client } from './client.ts';
import { difference, draftOf, merged, only, rebase, withoutEmptyRows, type Draft, type Key } from './draft.ts';

export type Status = 'loading' | 'unreachable' | 'idle' | 'saving' | 'saved' | 'refused' | 'outdated';

export interface SettingsState {
	readonly status: Status;
	/** Undefined until loaded. */
	readonly loaded: Loaded | undefined;
	readonly draft: Draft | undefined;
	readonly errors: Errors;
	/** Why loading or saving failed, in the server's words. */
	readonly message: string;
	/** Top-level keys with unsaved changes. */
	readonly changed: readonly Key[];
	/** Changes part of the draft; errors at or below `path` are removed, because they are about the old value. */
	change( part: Partial< Draft >, path: string ): void;
	/** Whether everything is saved now. */
	save( keys: readonly Key[] ): Promise< boolean >;
	discard( keys: readonly Key[] ): void;
	/** Takes over what another way of saving has answered. */
	refresh( loaded: Loaded ): void;
}

const without = ( errors: Errors, path: string ): Errors =>
	Object.fromEntries(
		Object.entries( errors ).filter( ( [ key ] ) => key !== path && ! key.startsWith( `${ path }.` ) )
	);

export function useSettings( client: Pick< Client, 'load' | 'save' > ): SettingsState {
	const [ status, setStatus ] = useState< Status >( 'loading' );
	const [ loaded, setLoaded ] = useState< Loaded >();
	const [ draft, setDraft ] = useState< Draft >();
	const [ errors, setErrors ] = useState< Errors >( {} );
	const [ message, setMessage ] = useState( '' );
	// Two quick presses of Save must not send twice.
	const saving = useRef( false );

	useEffect( () => {
		client.load().then(
			( answer ) => {
				setLoaded( answer );
				setDraft( draftOf( answer.settings ) );
				setStatus( 'idle' );
			},
			( problem: unknown ) => {
				setMessage( messageOf( problem ) );
				setStatus( 'unreachable' );
			}
		);
	}, [ client ] );

	const patch = loaded === undefined || draft === undefined ? {} : difference( loaded.settings, draft );
	const changed = Object.keys( patch ) as Key[];
	const dirty = changed.length > 0;

	useEffect( () => {
		if ( ! dirty ) {
			return undefined;
		}
		const ask = ( event: BeforeUnloadEvent ) => event.preventDefault();
		window.addEventListener( 'beforeunload', ask );
		return () => window.removeEventListener( 'beforeunload', ask );
	}, [ dirty ] );

	const change = useCallback( ( part: Partial< Draft >, path: string ) => {
		setDraft( ( current ) => current && { ...current, ...part } );
		setErrors( ( current ) => without( current, path ) );
		setStatus( ( current ) => ( current === 'saved' ? 'idle' : current ) );
	}, [] );

	const save = async ( keys: readonly Key[] ): Promise< boolean > => {
		if ( saving.current || loaded === undefined || draft === undefined ) {
			return false;
		}
		// The list that is sent must be the list that is shown: errors speak of positions in it.
		const sent = withoutEmptyRows( draft );
		setDraft( sent );
		const wanted = only( difference( loaded.settings, sent ), keys );
		setErrors( {} );
		if ( Object.keys( wanted ).length === 0 ) {
			setStatus( 'saved' );
			return true;
		}
		saving.current = true;
		setStatus( 'saving' );
		try {
			const answer = await client.save( wanted, loaded.revision );
			const unsent = changed.filter( ( key ) => ! keys.includes( key ) );
			setLoaded( answer );
			setDraft( ( current ) => rebase( sent, current ?? sent, draftOf( answer.settings ), unsent ) );
			setStatus( 'saved' );
			return true;
		} catch ( problem ) {
			setMessage( messageOf( problem ) );
			if ( problem instanceof Outdated ) {
				setLoaded( problem.current );
				setDraft( ( current ) => merged( loaded.settings, current ?? sent, problem.current.settings ) );
				setStatus( 'outdated' );
			} else {
				setErrors( problem instanceof Refused ? problem.errors : {} );
				setStatus( 'refused' );
			}
			return false;
		} finally {
			saving.current = false;
		}
	};

	const discard = ( keys: readonly Key[] ): void => {
		if ( loaded !== undefined ) {
			const fresh = draftOf( loaded.settings );
			setDraft( ( current ) => current && { ...current, ...Object.fromEntries( keys.map( ( key ) => [ key, fresh[ key ] ] ) ) } );
			setErrors( {} );
			setStatus( 'idle' );
		}
	};

	const refresh = ( answer: Loaded ): void => {
		setLoaded( answer );
		setDraft( ( current ) => ( current === undefined || loaded === undefined ? draftOf( answer.settings ) : merged( loaded.settings, current, answer.settings ) ) );
	};

	return { status, loaded, draft, errors, message, changed, change, save, discard, refresh };
}
