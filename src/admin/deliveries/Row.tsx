import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Delivery } from './client.ts';
import { copies, moment, stateWords } from './words.ts';

interface Props {
	readonly row: Delivery;
	readonly chosen: boolean;
	readonly choose: ( on: boolean ) => void;
	readonly resend: () => void;
}

/** Page events are stored nowhere else, and what waits goes by itself. */
export const canResend = ( { object_id, state }: Delivery ): boolean => object_id > 0 && state !== 'pending' && state !== 'sending';

/** WordPress forwards the old address to wherever its orders are kept. */
const orderUrl = ( id: number ) => `post.php?post=${ id }&action=edit`;

export function Row( { row, chosen, choose, resend }: Props ) {
	const [ open, setOpen ] = useState( false );
	const state = stateWords()[ row.state ];
	const details = `duet-delivery-${ row.id }`;
	return (
		<>
			<tr>
				<th scope="row" className="check-column">
					{ canResend( row ) && (
						<input
							type="checkbox"
							checked={ chosen }
							onChange={ ( event ) => choose( event.target.checked ) }
							// translators: %s: event id.
							aria-label={ sprintf( __( 'Select %s', 'duet-for-tiktok' ), row.event_id ) }
						/>
					) }
				</th>
				<td className="column-primary" data-colname={ __( 'Event', 'duet-for-tiktok' ) }>
					<strong>{ row.name }</strong>
					<br />
					{ moment( row.event_time ) }
				</td>
				<td data-colname={ __( 'Order', 'duet-for-tiktok' ) }>
					{ row.object_id > 0 ? <a href={ orderUrl( row.object_id ) }>#{ row.order_number === '' ? row.object_id : row.order_number }</a> : '–' }
				</td>
				<td data-colname={ __( 'State', 'duet-for-tiktok' ) }>
					<span className={ `duet-state is-${ row.state }` }>{ state.label }</span>
					<br />
					<span className="duet-help">{ copies( row ) }</span>
				</td>
				<td data-colname={ __( 'TikTok says', 'duet-for-tiktok' ) }>{ row.reply === '' ? '–' : row.reply }</td>
				<td data-colname={ __( 'Attempts', 'duet-for-tiktok' ) }>{ row.attempts }</td>
				<td>
					<Button variant="link" aria-expanded={ open } aria-controls={ details } onClick={ () => setOpen( ! open ) }>
						{ __( 'Details', 'duet-for-tiktok' ) }
					</Button>
				</td>
			</tr>
			<tr id={ details } hidden={ ! open } className="duet-details">
				<td colSpan={ 7 }>
					<p>{ state.means }</p>
					<dl>
						<dt>{ __( 'Event id, the same in browser and server', 'duet-for-tiktok' ) }</dt>
						<dd>
							<code>{ row.event_id }</code>
						</dd>
						<dt>{ __( 'Pixel', 'duet-for-tiktok' ) }</dt>
						<dd>
							<code>{ row.pixel_code }</code> { row.test !== '' && <code>{ row.test }</code> }
						</dd>
						<dt>{ __( 'Delivered', 'duet-for-tiktok' ) }</dt>
						<dd>{ row.delivered_at === 0 ? __( 'Not yet', 'duet-for-tiktok' ) : moment( row.delivered_at ) }</dd>
						<dt>{ __( 'Request id, for TikTok support', 'duet-for-tiktok' ) }</dt>
						<dd>{ row.request_id === '' ? '–' : <code>{ row.request_id }</code> }</dd>
						<dt>{ __( 'Identifiers of the buyer, by name (their values leave this site\'s database with the delivery)', 'duet-for-tiktok' ) }</dt>
						<dd>{ row.identifiers.length === 0 ? __( 'None', 'duet-for-tiktok' ) : row.identifiers.join( ', ' ) }</dd>
						<dt>{ __( 'Properties', 'duet-for-tiktok' ) }</dt>
						<dd>
							<pre>{ JSON.stringify( row.properties, null, 2 ) }</pre>
						</dd>
					</dl>
					{ canResend( row ) && (
						<Button variant="secondary" onClick={ resend }>
							{ __( 'Send again', 'duet-for-tiktok' ) }
						</Button>
					) }
				</td>
			</tr>
		</>
	);
}
