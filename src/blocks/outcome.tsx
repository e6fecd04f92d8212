/** The result of the chosen event: what will be sent, and notes about its name. */
import { Button, Notice } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { eventLabels } from '../events/labels.ts';
import type { EditorFacts } from './facts.ts';
import { find, isName } from '../events/lookup.ts';
import { preview } from './preview.ts';
import { read } from './values.ts';

interface OutcomeProps {
	readonly event: string;
	readonly params: Readonly< Record< string, unknown > >;
	readonly on: 'click' | 'submit';
	readonly facts: EditorFacts;
}

export function Outcome( { event, params, on, facts }: OutcomeProps ) {
	const { params: good, problems } = read( event, params );
	if ( ! isName( event ) || Object.keys( problems ).length > 0 ) {
		return (
			<Notice status="warning" isDismissible={ false } className="duet-panel__notice">
				{ __( 'Nothing is sent until the marked fields are right.', 'duet-for-tiktok' ) }
			</Notice>
		);
	}
	const { dataLayer, tiktok, pixel, eventsApi } = preview( event, good, facts );
	const ways = pixel && eventsApi ? __( 'pixel and server', 'duet-for-tiktok' ) : pixel ? __( 'pixel', 'duet-for-tiktok' ) : __( 'server', 'duet-for-tiktok' );
	return (
		<div className="duet-panel__outcome">
			<p className="duet-panel__heading">{ on === 'click' ? __( 'A click sends', 'duet-for-tiktok' ) : __( 'An accepted form sends', 'duet-for-tiktok' ) }</p>
			<dl>
				<dt>dataLayer</dt>
				<dd>{ dataLayer === null ? <em>{ __( 'nothing (off in the settings)', 'duet-for-tiktok' ) }</em> : <code>{ dataLayer }</code> }</dd>
				<dt>
					TikTok
					{ tiktok !== null && <span className="duet-panel__ways"> { ways }</span> }
				</dt>
				<dd>{ tiktok === null ? <em>{ facts.pixels === 0 ? __( 'nothing (no pixel yet: see the Duet screen)', 'duet-for-tiktok' ) : __( 'nothing (off in the settings)', 'duet-for-tiktok' ) }</em> : <code>{ tiktok }</code> }</dd>
			</dl>
		</div>
	);
}

interface EndingProps {
	readonly year: string;
	readonly facts: EditorFacts;
	pick( event: string ): void;
	own(): void;
}

/** An event name that TikTok is going to drop, and events that can replace it. */
export function Ending( { year, facts, pick, own }: EndingProps ) {
	const labels = eventLabels();
	return (
		<Notice status="warning" isDismissible={ false } className="duet-panel__notice">
			<p>
				{
					/* translators: %s: a year. */
					sprintf( __( 'TikTok drops this event in %s. One of these does the same job:', 'duet-for-tiktok' ), year )
				}
			</p>
			<div className="duet-panel__choices">
				{ [ 'Contact', 'Lead' ].flatMap( ( name ) => {
					const key = find( name );
					return key !== undefined && key in facts.events
						? [
								<Button key={ name } variant="secondary" size="small" onClick={ () => pick( name ) }>
									{ labels[ key ].label }
								</Button>,
						  ]
						: [];
				} ) }
				<Button variant="secondary" size="small" onClick={ own }>
					{ __( 'Your own name', 'duet-for-tiktok' ) }
				</Button>
			</div>
		</Notice>
	);
}
