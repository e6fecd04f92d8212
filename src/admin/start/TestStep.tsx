/** One test event, and its way to TikTok step by step. */
import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { TestAnswer } from '../../settings/settings.ts';
import { TextField } from '../controls/fields.tsx';
import { messageOf } from '../rest.ts';
import type { Client } from '../settings/client.ts';
import type { SectionProps } from '../settings/section.ts';
import type { SettingsState } from '../settings/use-settings.ts';
import { Journey } from './Journey.tsx';

interface Props extends SectionProps {
	readonly settings: Client;
	readonly state: SettingsState;
}

export function TestStep( { settings, state, draft, errors, change }: Props ) {
	const [ waiting, setWaiting ] = useState( false );
	const [ answer, setAnswer ] = useState< TestAnswer >();
	const [ problem, setProblem ] = useState( '' );
	const pixel = draft.pixels[ 0 ];
	if ( pixel === undefined ) {
		return (
			<p>
				{ __( 'There is no pixel yet.', 'duet-for-tiktok' ) } <a href="#start/connect">{ __( 'Connect to TikTok first', 'duet-for-tiktok' ) }</a>
			</p>
		);
	}

	const send = async (): Promise< void > => {
		setAnswer( undefined );
		setProblem( '' );
		// What is tested is what is saved.
		if ( state.changed.includes( 'pixels' ) && ! ( await state.save( [ 'pixels' ] ) ) ) {
			return;
		}
		setWaiting( true );
		try {
			setAnswer( await settings.test( pixel.code ) );
		} catch ( failed ) {
			setProblem( messageOf( failed ) );
		}
		setWaiting( false );
	};

	return (
		<>
			<p>
				{ __( 'A test event shows whether pixel code and access token belong together. TikTok shows it under "Test events" and does not count it.', 'duet-for-tiktok' ) }
			</p>
			<TextField
				path="pixels.0.test_event_code"
				errors={ errors }
				label={ __( 'Test event code', 'duet-for-tiktok' ) }
				help={ __( 'In TikTok Events Manager > your pixel > Test events. It begins with TEST.', 'duet-for-tiktok' ) }
				value={ pixel.test_event_code }
				onChange={ ( code ) =>
					change(
						{ pixels: draft.pixels.map( ( row ) => ( row === pixel ? { ...row, test_event_code: code.trim() } : row ) ) },
						'pixels.0.test_event_code'
					)
				}
			/>
			<Button __next40pxDefaultSize variant="secondary" isBusy={ waiting } onClick={ () => void send() }>
				{ __( 'Send test event', 'duet-for-tiktok' ) }
			</Button>
			<div aria-live="polite" className="duet-answer">
				{ problem !== '' && <p className="duet-bad">{ problem }</p> }
				{ ( waiting || answer !== undefined ) && <Journey answer={ answer } consent={ draft.consent.mode } /> }
				{ answer !== undefined && (
					<p className="duet-help">
						{ answer.code === 0 && ! answer.ok
							? /* translators: %s: technical message of the connection. */
							  sprintf( __( 'The connection said: %s', 'duet-for-tiktok' ), answer.message )
							: /* translators: 1: number, 2: TikTok's own message. */
							  sprintf( __( "TikTok's words: code %1$d, %2$s", 'duet-for-tiktok' ), answer.code, answer.message ) }
					</p>
				) }
			</div>
		</>
	);
}
