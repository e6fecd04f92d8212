import { __ } from '@wordpress/i18n';
import { moment } from '../controls/format.ts';
import type { Delivery } from './client.ts';
import { timeline } from './timeline.ts';
import { stateWords } from './words.ts';

/** One event from its creation to TikTok's answer, and what was sent. */
export function Details( { row }: { readonly row: Delivery } ) {
	return (
		<>
			<p>
				<strong>{ stateWords()[ row.state ].means }</strong>
			</p>
			<ol className="duet-timeline">
				{ timeline( row ).map( ( { name, text, at, state } ) => (
					<li key={ name } className={ `is-${ state }` }>
						<strong>{ name }</strong> { at > 0 && <span className="duet-help">{ moment( at ) }</span> }
						{ text !== '' && <span> { text }</span> }
					</li>
				) ) }
			</ol>
			<dl>
				<dt>{ __( 'Event ID, the same in browser and server', 'duet-for-tiktok' ) }</dt>
				<dd>
					<code>{ row.event_id }</code>
				</dd>
				<dt>{ __( 'Pixel', 'duet-for-tiktok' ) }</dt>
				<dd>
					<code>{ row.pixel_code }</code> { row.test !== '' && <code>{ row.test }</code> }
				</dd>
				<dt>{ __( 'Request ID, for TikTok support', 'duet-for-tiktok' ) }</dt>
				<dd>{ row.request_id === '' ? '–' : <code>{ row.request_id }</code> }</dd>
				<dt>{ __( 'Identifiers of the buyer, by name (their values are deleted with the delivery)', 'duet-for-tiktok' ) }</dt>
				<dd>{ row.identifiers.length === 0 ? __( 'None', 'duet-for-tiktok' ) : row.identifiers.join( ', ' ) }</dd>
				<dt>{ __( 'Properties', 'duet-for-tiktok' ) }</dt>
				<dd>
					<pre>{ JSON.stringify( row.properties, null, 2 ) }</pre>
				</dd>
			</dl>
		</>
	);
}
