/** The last ten events. The list is read again while the page is open and visible. */
import { Card, CardBody, CardHeader, Spinner } from '@wordpress/components';
import { useEffect } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { moment } from '../controls/format.ts';
import { useAnswer } from '../controls/use-answer.ts';
import { hashOf } from '../address.ts';
import type { Delivery } from '../deliveries/client.ts';
import { StateBadge } from '../deliveries/StateBadge.tsx';

const EVERY_MS = 10_000;

export function Latest( { load }: { readonly load: () => Promise< readonly Delivery[] > } ) {
	const { value: rows, problem, reload } = useAnswer( load );
	useEffect( () => {
		const timer = setInterval( () => {
			if ( document.visibilityState === 'visible' ) {
				void reload();
			}
		}, EVERY_MS );
		return () => clearInterval( timer );
	}, [ reload ] );
	return (
		<Card role="region" aria-labelledby="duet-latest">
			<CardHeader>
				<h3 id="duet-latest">{ __( 'Last events from your server', 'duet-for-tiktok' ) }</h3>
				<a href={ hashOf( 'deliveries' ) }>{ __( 'All deliveries', 'duet-for-tiktok' ) }</a>
			</CardHeader>
			<CardBody>
				{ problem !== '' && <p className="duet-bad">{ problem }</p> }
				{ rows === undefined && problem === '' && <Spinner /> }
				{ rows?.length === 0 && (
					<p>
						{ __(
							'No event yet. Open your site in a private window and look at a product or add it to the cart: the event appears here within a minute, with what became of it.',
							'duet-for-tiktok'
						) }
					</p>
				) }
				{ rows !== undefined && rows.length > 0 && (
					<ul className="duet-latest">
						{ rows.map( ( row ) => (
							<li key={ row.id }>
								<span>
									<strong>{ row.name }</strong>
									{ row.order_number !== '' && ` #${ row.order_number }` }
								</span>
								<StateBadge state={ row.state } />
								<span className="duet-help">{ moment( row.event_time ) }</span>
							</li>
						) ) }
					</ul>
				) }
			</CardBody>
		</Card>
	);
}
