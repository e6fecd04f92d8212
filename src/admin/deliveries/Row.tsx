import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Delivery } from './client.ts';
import { moment, money } from '../controls/format.ts';
import { Details } from './Details.tsx';
import { StateBadge } from './StateBadge.tsx';
import { copies } from './words.ts';

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
	const details = `duet-delivery-${ row.id }`;
	return (
		<>
			{ /* On a phone WordPress shows the columns of an expanded row below each other. */ }
			<tr className="is-expanded">
				<td className="check-column">
					{ canResend( row ) && (
						<input
							type="checkbox"
							checked={ chosen }
							onChange={ ( event ) => choose( event.target.checked ) }
							// translators: %s: event id.
							aria-label={ sprintf( __( 'Select %s', 'duet-for-tiktok' ), row.event_id ) }
						/>
					) }
				</td>
				<td className="column-primary">
					<strong>{ row.name }</strong> { money( row.properties ) }
					<br />
					{ moment( row.event_time ) }
				</td>
				<td data-colname={ __( 'Order', 'duet-for-tiktok' ) }>
					{ row.object_id > 0 ? <a href={ orderUrl( row.object_id ) }>#{ row.order_number === '' ? row.object_id : row.order_number }</a> : '–' }
				</td>
				<td data-colname={ __( 'State', 'duet-for-tiktok' ) }>
					<StateBadge state={ row.state } />
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
					<Details row={ row } />
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
