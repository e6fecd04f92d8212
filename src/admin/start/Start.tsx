/** The guided start: five steps, each with an address of its own, so that it can be left and resumed at any of them. */
import { Button, Card, CardBody, CardFooter, CardHeader, Spinner } from '@wordpress/components';
import { useEffect, useRef } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { type Address, hashOf } from '../address.ts';
import { DefaultsContext } from '../controls/defaults.tsx';
import { focusFirst } from '../controls/fields.tsx';
import { SaveErrors } from './SaveErrors.tsx';
import type { Client } from '../settings/client.ts';
import type { Key } from '../settings/draft.ts';
import type { SettingsState } from '../settings/use-settings.ts';
import type { StartClient } from './client.ts';
import { stepContent, STEPS, type StepId, stepTitles } from './steps.tsx';
import './style.scss';

interface Props {
	readonly client: StartClient;
	readonly settings: Client;
	readonly state: SettingsState;
	readonly address: Address;
}

/** The settings that a step saves when the merchant goes on. */
const KEYS: Readonly< Partial< Record< StepId, readonly Key[] > > > = {
	connect: [ 'pixels', 'official_plugin_off' ],
	consent: [ 'consent' ],
	test: [ 'pixels' ],
};

export function Start( { client, settings, state, address }: Props ) {
	const { loaded, draft, status, errors, message, changed, change, save } = state;
	const id: StepId = STEPS.find( ( step ) => step === address.part ) ?? 'connect';
	const heading = useRef< HTMLHeadingElement >( null );
	const shown = useRef( id );

	// A new step is announced by its heading; the first one is the page itself.
	useEffect( () => {
		if ( shown.current !== id ) {
			shown.current = id;
			heading.current?.focus();
		}
	}, [ id ] );

	const refused = useRef( errors );
	refused.current = errors;
	useEffect( () => {
		if ( status === 'refused' ) {
			focusFirst( Object.keys( refused.current ) );
		}
	}, [ status ] );

	if ( status === 'unreachable' ) {
		return <p className="duet-bad">{ message }</p>;
	}
	if ( loaded === undefined || draft === undefined ) {
		return <Spinner />;
	}
	const titles = stepTitles();
	const at = STEPS.indexOf( id );
	const next = STEPS[ at + 1 ];
	const keys = KEYS[ id ] ?? [];
	const isChanged = keys.some( ( key ) => changed.includes( key ) );
	const forward = next === undefined ? hashOf( 'overview' ) : hashOf( 'start', next );

	const goOn = async (): Promise< void > => {
		if ( ! isChanged || ( await save( keys ) ) ) {
			window.location.hash = forward;
		}
	};

	return (
		<div className="duet-start">
			<nav aria-label={ __( 'Steps of the set-up', 'duet-for-tiktok' ) }>
				<ol>
					{ STEPS.map( ( step, index ) => (
						<li key={ step } className={ index < at ? 'is-before' : '' }>
							<a href={ hashOf( 'start', step ) } aria-current={ step === id ? 'step' : undefined }>
								{ titles[ step ] }
							</a>
						</li>
					) ) }
				</ol>
			</nav>
			<form
				noValidate
				onSubmit={ ( event ) => {
					event.preventDefault();
					void goOn();
				} }
			>
				<Card>
					<CardHeader>
						<h2 ref={ heading } tabIndex={ -1 }>
							{ titles[ id ] }
						</h2>
						<span className="duet-help">
							{
								/* translators: 1: number of this step, 2: number of steps. */
								sprintf( __( 'Step %1$d of %2$d', 'duet-for-tiktok' ), at + 1, STEPS.length )
							}
						</span>
					</CardHeader>
					<CardBody>
						{ ( status === 'refused' || status === 'outdated' ) && <SaveErrors message={ message } errors={ errors } /> }
						<DefaultsContext.Provider value={ null }>
							{ stepContent( id, { client, settings, state, loaded, draft, errors, change } ) }
						</DefaultsContext.Provider>
					</CardBody>
					<CardFooter className="duet-start-foot">
						{ next === undefined ? <span /> : <a href={ forward }>{ __( 'Skip this step', 'duet-for-tiktok' ) }</a> }
						<Button __next40pxDefaultSize variant="primary" type="submit" isBusy={ status === 'saving' }>
							{ label( next === undefined, isChanged ) }
						</Button>
					</CardFooter>
				</Card>
			</form>
			<p>
				<a href={ hashOf( 'overview' ) }>{ __( 'Leave the set-up. You can resume it from the overview.', 'duet-for-tiktok' ) }</a>
			</p>
		</div>
	);
}

function label( isLast: boolean, isChanged: boolean ): string {
	if ( isLast ) {
		return __( 'Open the overview', 'duet-for-tiktok' );
	}
	return isChanged ? __( 'Save and continue', 'duet-for-tiktok' ) : __( 'Continue', 'duet-for-tiktok' );
}
