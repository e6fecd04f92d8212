/** The way of an event: created, allowed, queued, sent, answered. Says of each step what it is for real events. */
import { __ } from '@wordpress/i18n';
import type { TestAnswer } from '../../settings/settings.ts';

interface Props {
	/** Undefined while TikTok has not answered. */
	readonly answer: TestAnswer | undefined;
	readonly consent: 'unset' | 'required' | 'assumed';
}

interface Stop {
	readonly name: string;
	readonly text: string;
	readonly state: 'done' | 'waiting' | 'failed';
}

const consentWords = ( mode: Props[ 'consent' ] ): string =>
	( {
		unset: __( 'A test event needs no consent. Events of visitors are held until you choose how consent works.', 'duet-for-tiktok' ),
		required: __( 'A test event needs no consent. Events of visitors are allowed once they have agreed.', 'duet-for-tiktok' ),
		assumed: __( 'A test event needs no consent. Events of visitors are allowed unless they have refused.', 'duet-for-tiktok' ),
	} )[ mode ];

export function stops( { answer, consent }: Props ): readonly Stop[] {
	// Code 0 is TikTok's "OK", or that no answer came at all.
	const arrived = answer === undefined || answer.ok || answer.code !== 0;
	return [
		{ name: __( 'Created', 'duet-for-tiktok' ), text: __( 'A ViewContent event of your home page.', 'duet-for-tiktok' ), state: 'done' },
		{ name: __( 'Allowed', 'duet-for-tiktok' ), text: consentWords( consent ), state: 'done' },
		{ name: __( 'Queued', 'duet-for-tiktok' ), text: __( 'A test event skips the queue. Events of visitors wait there for about a minute.', 'duet-for-tiktok' ), state: 'done' },
		{
			name: __( 'Sent', 'duet-for-tiktok' ),
			text: answer === undefined ? __( 'Waiting for TikTok…', 'duet-for-tiktok' ) : '',
			state: answer === undefined ? 'waiting' : arrived ? 'done' : 'failed',
		},
		...( answer === undefined
			? []
			: [
					{
						name: __( "TikTok's answer", 'duet-for-tiktok' ),
						text: `${ answer.summary } ${ answer.next }`,
						state: answer.ok ? ( 'done' as const ) : ( 'failed' as const ),
					},
			  ] ),
	];
}

const ICONS = { done: 'yes-alt', waiting: 'clock', failed: 'dismiss' } as const;

export function Journey( props: Props ) {
	return (
		<ol className="duet-journey">
			{ stops( props ).map( ( { name, text, state } ) => (
				<li key={ name } className={ `is-${ state }` }>
					<span className={ `dashicons dashicons-${ ICONS[ state ] }` } aria-hidden="true" />
					<span>
						<strong>{ name }</strong> { text }
					</span>
				</li>
			) ) }
		</ol>
	);
}
