/** Do the numbers agree? Orders against conversions, and for every difference its reason. */
import { Button, SelectControl, Spinner } from '@wordpress/components';
import { useCallback, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { moment, percent } from '../controls/format.ts';
import { useAnswer } from '../controls/use-answer.ts';
import { messageOf } from '../rest.ts';
import { DayTable } from './DayTable.tsx';
import type { AccuracyClient } from './client.ts';
import './style.scss';

export function Accuracy( { client }: { client: AccuracyClient } ) {
	const [ days, setDays ] = useState( 14 );
	const [ said, say ] = useState( '' );
	const [ busy, setBusy ] = useState( false );
	const ask = useCallback( () => client.report( days ), [ client, days ] );
	const { value: report, problem, reload } = useAnswer( ask );

	const repair = async () => {
		setBusy( true );
		say( await client.repair().catch( messageOf ) );
		await reload();
		setBusy( false );
	};

	if ( report === undefined ) {
		return problem === '' ? <Spinner /> : <p className="duet-bad">{ problem }</p>;
	}
	const { sales, allowed, unseen, delivered, accuracy } = report;
	const chosen = sales - allowed - unseen;
	return (
		<div className="duet-accuracy">
			<p className="duet-number">
				{ accuracy !== null && <strong>{ `${ percent( accuracy ) } %` }</strong> }{ ' ' }
				{ accuracy === null
					? __( 'There was no sale that may be sent to TikTok in these days.', 'duet-for-tiktok' )
					: sprintf(
							/* translators: 1: number of delivered sales, 2: number of sales that may be sent. */
							_n( '%1$d of %2$d sale that may be sent is at TikTok.', '%1$d of %2$d sales that may be sent are at TikTok.', allowed, 'duet-for-tiktok' ),
							delivered,
							allowed
					  ) }
			</p>
			{ chosen > 0 && (
				<p className="duet-help">
					{ sprintf(
						/* translators: 1: number of sales, 2: number of all sales. */
						__( '%1$d of all %2$d sales may not be sent: their shoppers did not consent, or your settings or code on your site leave them out. TikTok will always show fewer sales than your shop by that number.', 'duet-for-tiktok' ),
						chosen,
						sales
					) }
				</p>
			) }
			{ unseen > 0 && (
				<p className="duet-help">
					{ sprintf(
						/* translators: %d: number of sales. */
						_n(
							'%d sale has no known visitor, because no shopper placed the order on this site. Look at it below. To count such orders, choose so under "Purchases and products".',
							'%d sales have no known visitor, because no shopper placed the orders on this site. Look at them below. To count such orders, choose so under "Purchases and products".',
							unseen,
							'duet-for-tiktok'
						),
						unseen
					) }
				</p>
			) }
			<SelectControl
				label={ __( 'Days', 'duet-for-tiktok' ) }
				value={ String( days ) }
				options={ [ '7', '14', '30', '90' ].map( ( value ) => ( { value, label: value } ) ) }
				onChange={ ( value ) => setDays( Number( value ) ) }
				__next40pxDefaultSize
				__nextHasNoMarginBottom
			/>
			{ report.days.length < days && (
				<p className="duet-help">
					{ sprintf(
						/* translators: %d: number of days. */
						__( 'Deliveries are kept for %d days, so the numbers go back no further. You can change that under "Consent and privacy".', 'duet-for-tiktok' ),
						report.days.length
					) }
				</p>
			) }
			<DayTable days={ report.days } />
			<h2>{ __( 'Differences', 'duet-for-tiktok' ) }</h2>
			<p aria-live="polite" className={ said === '' ? 'screen-reader-text' : 'duet-good' }>
				{ said }
			</p>
			{ report.differences.length === 0 ? (
				<p>
					{ allowed === 0
						? __( 'None.', 'duet-for-tiktok' )
						: __( 'None: every sale that may be sent is at TikTok.', 'duet-for-tiktok' ) }
				</p>
			) : (
				<>
					<p>
						<Button variant="secondary" isBusy={ busy } disabled={ busy } onClick={ () => void repair() }>
							{ __( 'Send what can still be sent', 'duet-for-tiktok' ) }
						</Button>
					</p>
					<table className="wp-list-table widefat striped">
						<thead>
							<tr>
								<th scope="col">{ __( 'Order', 'duet-for-tiktok' ) }</th>
								<th scope="col">{ __( 'Sale', 'duet-for-tiktok' ) }</th>
								<th scope="col">{ __( 'Why it is not at TikTok', 'duet-for-tiktok' ) }</th>
								<th scope="col">{ __( 'Pixel', 'duet-for-tiktok' ) }</th>
							</tr>
						</thead>
						<tbody>
							{ report.differences.map( ( row ) => (
								<tr key={ `${ row.order } ${ row.pixel_code }` }>
									<td>
										<a href={ `post.php?post=${ row.order }&action=edit` }>#{ row.number }</a>
									</td>
									<td>{ moment( row.time ) }</td>
									<td>{ report.words[ row.reason ] ?? row.reason }</td>
									<td>{ row.pixel_code === '' ? __( 'All', 'duet-for-tiktok' ) : <code>{ row.pixel_code }</code> }</td>
								</tr>
							) ) }
						</tbody>
					</table>
					{ report.more > 0 && (
						<p className="duet-help">
							{
								/* translators: %d: number of differences. */
								sprintf( _n( '%d more is not in this list.', '%d more are not in this list.', report.more, 'duet-for-tiktok' ), report.more )
							}
						</p>
					) }
				</>
			) }
		</div>
	);
}
