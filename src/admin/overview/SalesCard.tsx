/** Sales against conversions per day: as a chart, and as a table for keyboards and screen readers. */
import { Card, CardBody, CardHeader, Spinner } from '@wordpress/components';
import { useCallback, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { percent } from '../controls/format.ts';
import { useAnswer } from '../controls/use-answer.ts';
import { DayTable } from '../accuracy/DayTable.tsx';
import type { Before, OverviewClient, Sales } from './client.ts';
import { SalesChart } from './SalesChart.tsx';

const PERIODS = [ 7, 30, 90 ] as const;

interface Props {
	readonly client: Pick< OverviewClient, 'sales' >;
	readonly chart: string;
}

export function SalesCard( { client, chart }: Props ) {
	const [ days, setDays ] = useState< number >( 7 );
	const load = useCallback( () => client.sales( days ), [ client, days ] );
	const { value, problem } = useAnswer( load );
	return (
		<Card role="region" aria-labelledby="duet-sales" className="duet-sales">
			<CardHeader>
				<h3 id="duet-sales">{ __( 'Sales and conversions', 'duet-for-tiktok' ) }</h3>
				<div role="group" aria-label={ __( 'Period', 'duet-for-tiktok' ) } className="duet-periods">
					{ PERIODS.map( ( period ) => (
						<button
							key={ period }
							type="button"
							className={ `button${ period === days ? ' button-primary' : '' }` }
							aria-pressed={ period === days }
							onClick={ () => setDays( period ) }
						>
							{
								/* translators: %d: number of days. */
								sprintf( _n( '%d day', '%d days', period, 'duet-for-tiktok' ), period )
							}
						</button>
					) ) }
				</div>
			</CardHeader>
			<CardBody>
				{ problem !== '' && <p className="duet-bad">{ problem }</p> }
				{ value === undefined ? problem === '' && <Spinner /> : <Period report={ value } days={ days } chart={ chart } /> }
			</CardBody>
		</Card>
	);
}

function Period( { report, days, chart }: { readonly report: Sales; readonly days: number; readonly chart: string } ) {
	if ( report.sales === 0 ) {
		return (
			<p>
				{ __(
					'There was no sale in these days. As soon as an order counts as a Purchase, it appears here, beside what TikTok has received. You choose when an order counts under "Purchases and products".',
					'duet-for-tiktok'
				) }
			</p>
		);
	}
	return (
		<>
			<dl className="duet-totals">
				<Total label={ __( 'Sales', 'duet-for-tiktok' ) } now={ report.sales } before={ report.before?.sales } />
				<Total label={ __( 'At TikTok', 'duet-for-tiktok' ) } now={ report.delivered } before={ report.before?.delivered } />
				<div>
					<dt>{ __( 'Accuracy', 'duet-for-tiktok' ) }</dt>
					<dd>
						<strong>{ report.accuracy === null ? '–' : `${ percent( report.accuracy ) } %` }</strong>
						<span className="duet-help">
							<a href="#accuracy">{ __( 'See every difference', 'duet-for-tiktok' ) }</a>
						</span>
					</dd>
				</div>
			</dl>
			<Comparison before={ report.before } days={ days } kept={ report.days.length } />
			<SalesChart days={ report.days } source={ chart } />
			<details className="duet-as-table">
				<summary>{ __( 'Show as a table', 'duet-for-tiktok' ) }</summary>
				<DayTable days={ report.days } />
			</details>
		</>
	);
}

function Total( { label, now, before }: { readonly label: string; readonly now: number; readonly before: number | undefined } ) {
	return (
		<div>
			<dt>{ label }</dt>
			<dd>
				<strong>{ now.toLocaleString() }</strong>
				{ before !== undefined && (
					<span className="duet-help">
						{
							/* translators: %s: number of sales in the period before. */
							sprintf( __( 'before: %s', 'duet-for-tiktok' ), before.toLocaleString() )
						}
					</span>
				) }
			</dd>
		</div>
	);
}

function Comparison( { before, days, kept }: { readonly before: Before; readonly days: number; readonly kept: number } ) {
	if ( before !== null ) {
		return null;
	}
	return (
		<p className="duet-help">
			{ kept < days
				? sprintf(
						/* translators: %d: number of days. */
						__( 'Deliveries are kept for %d days, so the figures go back no further. You can change that under "Consent and privacy".', 'duet-for-tiktok' ),
						kept
				  )
				: __( 'Deliveries are not kept long enough to compare with the period before. You can change that under "Consent and privacy".', 'duet-for-tiktok' ) }
		</p>
	);
}
