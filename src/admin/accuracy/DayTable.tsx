import { __, sprintf } from '@wordpress/i18n';
import type { Day } from './client.ts';

/** Noon, so that no time zone of the reader moves the day. */
const named = ( date: string ): string =>
	new Date( `${ date }T12:00:00` ).toLocaleDateString( undefined, { weekday: 'short', day: 'numeric', month: 'short' } );

/** A table whose bars are drawn by style alone: it reads aloud, copies and prints as what it is. */
export function DayTable( { days }: { days: readonly Day[] } ) {
	const most = Math.max( 1, ...days.map( ( { sales } ) => sales ) );
	const width = ( count: number ) => ( { inlineSize: `${ ( count / most ) * 100 }%` } );
	return (
		<table className="duet-chart widefat striped">
			<thead>
				<tr>
					<th scope="col">{ __( 'Day', 'duet-for-tiktok' ) }</th>
					<th scope="col">{ __( 'Sales', 'duet-for-tiktok' ) }</th>
					<th scope="col">{ __( 'At TikTok', 'duet-for-tiktok' ) }</th>
					<th scope="col">
						<span className="screen-reader-text">{ __( 'Chart', 'duet-for-tiktok' ) }</span>
					</th>
				</tr>
			</thead>
			<tbody>
				{ [ ...days ].reverse().map( ( { date, sales, delivered } ) => (
					<tr key={ date }>
						<th scope="row">{ named( date ) }</th>
						<td>{ sales }</td>
						<td>{ delivered }</td>
						<td>
							<div
								className="duet-share"
								style={ width( sales ) }
								title={
									/* translators: 1: number of sales at TikTok, 2: number of sales. */
									sprintf( __( '%1$d of %2$d at TikTok', 'duet-for-tiktok' ), delivered, sales )
								}
							>
								<div className="duet-share is-delivered" style={ { inlineSize: `${ sales === 0 ? 0 : ( delivered / sales ) * 100 }%` } } />
							</div>
						</td>
					</tr>
				) ) }
			</tbody>
		</table>
	);
}
