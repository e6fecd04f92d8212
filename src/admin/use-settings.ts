/** Loads the settings, holds the draft, saves what changed. */
import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import type { Errors, Loaded } from '../settings/settings.ts';
import { Refused, type Client } from './client.ts';
import { difference, draftOf, rebase, withoutEmptyRows, type Draft } from './draft.ts';

export type Status = 'loading' | 'unreachable' | 'idle' | 'saving' | 'saved' | 'refused';

export interface SettingsState {
	readonly status: Status;
	/** Undefined until loaded. */
	readonly loaded: Loaded | undefined;
	readonly draft: Draft | undefined;
	readonly errors: Errors;
	/** Why loading or saving failed, in the server's words. */
	readonly message: string;
	readonly dirty: boolean;
	/** Changes part of the draft; errors at or below `path` are taken back, for they spoke of the old value. */
	change( part: Partial< Draft >, path: string ): void;
	save(): Promise< void >;
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
				setMessage( problem instanceof Error ? problem.message : '' );
				setStatus( 'unreachable' );
			}
		);
	}, [ client ] );

	const dirty =
		loaded !== undefined && draft !== undefined && difference( loaded.settings, draft ) !== undefined;

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

	const save = async (): Promise< void > => {
		if ( saving.current || loaded === undefined || draft === undefined ) {
			return;
		}
		// The list that is sent must be the list that is shown: errors speak of positions in it.
		const sent = withoutEmptyRows( draft );
		setDraft( sent );
		const patch = difference( loaded.settings, sent );
		setErrors( {} );
		if ( patch === undefined ) {
			setStatus( 'saved' );
			return;
		}
		saving.current = true;
		setStatus( 'saving' );
		try {
			const answer = await client.save( patch );
			setLoaded( answer );
			setDraft( ( current ) => rebase( sent, current ?? sent, draftOf( answer.settings ) ) );
			setStatus( 'saved' );
		} catch ( problem ) {
			setMessage( problem instanceof Error ? problem.message : '' );
			setErrors( problem instanceof Refused ? problem.errors : {} );
			setStatus( 'refused' );
		} finally {
			saving.current = false;
		}
	};

	return { status, loaded, draft, errors, message, dirty, change, save };
}
