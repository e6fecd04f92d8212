import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { Refused, type Client } from '../client.ts';
import type { TestAnswer } from '../../../settings/settings.ts';

interface Props {
	readonly pixelCode: string;
	/** Only what is saved can be tested: then what was tested is what will be used. */
	readonly ready: boolean;
	readonly client: Pick< Client, 'test' >;
}

export function TestEvent( { pixelCode, ready, client }: Props ) {
	const [ waiting, setWaiting ] = useState( false );
	const [ hint, setHint ] = useState( '' );
	const [ answer, setAnswer ] = useState< TestAnswer >();

	const send = async () => {
		if ( waiting ) {
			return;
		}
		setAnswer( undefined );
		setHint( ready ? '' : __( 'Save your changes first, then send the test event.', 'duet-for-tiktok' ) );
		if ( ! ready ) {
			return;
		}
		setWaiting( true );
		try {
			setAnswer( await client.test( pixelCode ) );
		} catch ( problem ) {
			setHint( problem instanceof Refused ? problem.message : String( problem ) );
		} finally {
			setWaiting( false );
		}
	};

	return (
		<div className="duet-field">
			<Button __next40pxDefaultSize variant="secondary" isBusy={ waiting } onClick={ () => void send() }>
				{ __( 'Send test event', 'duet-for-tiktok' ) }
			</Button>
			{ /* In the page from the start, or screen readers miss what appears in it. */ }
			<div aria-live="polite" className="duet-answer">
				{ waiting && <p>{ __( 'Asking TikTok…', 'duet-for-tiktok' ) }</p> }
				{ hint !== '' && <p>{ hint }</p> }
				{ answer !== undefined && <Answer { ...answer } /> }
			</div>
		</div>
	);
}

function Answer( { ok, code, message, request_id: id, summary, next }: TestAnswer ) {
	return (
		<div className={ ok ? 'duet-good' : 'duet-bad' }>
			<p>
				<strong>{ summary }</strong> { next }
			</p>
			<p className="duet-help">
				{ code === 0 && ! ok
					? /* translators: %s: technical message of the connection. */
					  sprintf( __( 'The connection said: %s', 'duet-for-tiktok' ), message )
					: /* translators: 1: number, 2: TikTok's own message. */
					  sprintf( __( "TikTok's words: code %1$d, %2$s", 'duet-for-tiktok' ), code, message ) }
				{ id !== '' && (
					<>
						{ ' · ' }
						{
							/* translators: %s: id of a request. */
							sprintf( __( 'request id %s', 'duet-for-tiktok' ), id )
						}
					</>
				) }
			</p>
		</div>
	);
}
