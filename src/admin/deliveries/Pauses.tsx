/** Says which pixel is paused, why, and what to do. Shows nothing while all pixels send. */
import { Button, Notice } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { moment } from '../controls/format.ts';
import type { Paused, PausesClient } from './pause.ts';

export function Pauses( { client }: { client: PausesClient } ) {
	const [ paused, setPaused ] = useState< readonly Paused[] >( [] );
	const [ resumed, setResumed ] = useState( false );

	useEffect( () => {
		// The list below is the page; without this answer it is still complete.
		void client.list().then( setPaused, () => undefined );
	}, [ client ] );

	const resume = async ( code: string ): Promise< void > => {
		const left = await client.resume( code ).catch( () => paused );
		setResumed( ! left.some( ( { pixel_code: other } ) => other === code ) );
		setPaused( left );
	};

	return (
		<div aria-live="polite">
			{ paused.map( ( { pixel_code: code, label, summary, next, answer, until, can_resume: canResume } ) => (
				<Notice key={ code } status="warning" isDismissible={ false }>
					<p>
						<strong>
							{ label === '' ? code : `${ label } (${ code })` }: { summary }
						</strong>{ ' ' }
						{ next }
					</p>
					{ answer !== '' && (
						<p>
							{
								/* translators: %s: TikTok's last answer, or what the connection reported. */
								sprintf( __( 'Last answer: %s', 'duet-for-tiktok' ), answer )
							}
						</p>
					) }
					{ until > 0 && (
						<p>
							{
								/* translators: %s: date and time. */
								sprintf( __( 'Next attempt: %s', 'duet-for-tiktok' ), moment( until ) )
							}
						</p>
					) }
					{ canResume && (
						<Button variant="secondary" onClick={ () => void resume( code ) }>
							{ __( 'Try again now', 'duet-for-tiktok' ) }
						</Button>
					) }
				</Notice>
			) ) }
			{ resumed && <p className="duet-good">{ __( 'Waiting events go out with the next delivery, within a few minutes.', 'duet-for-tiktok' ) }</p> }
		</div>
	);
}
