/** Three audiences every shop advertises to: what feeds them, how well, and where to build them. */
import { Spinner } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { useAnswer } from '../controls/use-answer.ts';
import type { AudiencesClient, Feed } from './client.ts';

const words = () => ( {
	viewed: { title: __( 'Viewed, but not bought', 'duet-for-tiktok' ), use: __( 'Remind them of what they looked at.', 'duet-for-tiktok' ) },
	cart: { title: __( 'In the cart, but not bought', 'duet-for-tiktok' ), use: __( 'They were closest to buying: bid highest here.', 'duet-for-tiktok' ) },
	buyers: { title: __( 'Buyers, to leave out', 'duet-for-tiktok' ), use: __( 'Exclude them, so that no budget asks them again.', 'duet-for-tiktok' ) },
} );

function amount( { events, identified, pixel, eventsApi }: Feed, days: number ): string {
	if ( ! eventsApi ) {
		return pixel
			? __( 'Sent by the browser alone, so not counted here. To count it, tick Events API for it in the settings.', 'duet-for-tiktok' )
			: __( 'Switched off: nothing feeds this audience.', 'duet-for-tiktok' );
	}
	if ( events === 0 ) {
		/* translators: %d: number of days. */
		return sprintf( __( 'None in %d days.', 'duet-for-tiktok' ), days );
	}
	return sprintf(
		/* translators: 1: number of events, 2: number of days, 3: percentage. */
		__( '%1$s in %2$d days, %3$d %% with an e-mail, phone or customer id', 'duet-for-tiktok' ),
		events.toLocaleString(),
		days,
		Math.floor( ( identified / events ) * 100 )
	);
}

export function Audiences( { client }: { client: AudiencesClient } ) {
	const { value: report, problem } = useAnswer( client.report );
	if ( report === undefined ) {
		return problem === '' ? <Spinner /> : <p className="duet-bad">{ problem }</p>;
	}
	return (
		<div className="duet-audiences">
			<p>
				{ __(
					'Build them in TikTok Ads Manager: Assets > Audience > Create audience > Custom audience > Website traffic. Choose your pixel, the event to include, and, where one is named, the event to exclude. TikTok needs about 1,000 matched people before an audience can be used.',
					'duet-for-tiktok'
				) }
			</p>
			<table className="widefat striped">
				<thead>
					<tr>
						<th scope="col">{ __( 'Audience', 'duet-for-tiktok' ) }</th>
						<th scope="col">{ __( 'Include', 'duet-for-tiktok' ) }</th>
						<th scope="col">{ __( 'Exclude', 'duet-for-tiktok' ) }</th>
					</tr>
				</thead>
				<tbody>
					{ report.audiences.map( ( { audience, with: include, without } ) => (
						<tr key={ audience }>
							<th scope="row">
								{ words()[ audience ].title }
								<p className="duet-help">{ words()[ audience ].use }</p>
							</th>
							<td>
								<code>{ include.event }</code>
								<p className="duet-help">{ amount( include, report.days ) }</p>
							</td>
							<td>
								{ without === null ? (
									'–'
								) : (
									<>
										<code>{ without.event }</code>
										<p className="duet-help">{ amount( without, report.days ) }</p>
									</>
								) }
							</td>
						</tr>
					) ) }
				</tbody>
			</table>
			<p className="duet-help">
				{ __( 'The share with an identifier is what TikTok can find people by besides their click, IP address and browser. Raise it under "Advanced matching" in the settings.', 'duet-for-tiktok' ) }
			</p>
		</div>
	);
}
