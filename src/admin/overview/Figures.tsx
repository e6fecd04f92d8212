/** How deliveries are doing, in numbers that each lead to what they count. */
import { Card, CardBody, CardHeader } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { duration } from '../controls/format.ts';
import { useAnswer } from '../controls/use-answer.ts';
import { hashOf } from '../address.ts';
import { STATES } from '../deliveries/client.ts';
import { stateWords } from '../deliveries/words.ts';
import type { MatchReport } from '../settings/matching/report.ts';
import type { OverviewAnswer } from './client.ts';

interface Props {
	readonly counts: OverviewAnswer[ 'counts' ];
	readonly oldest: number | null;
	readonly quality: () => Promise< MatchReport >;
}

/** Of the deliveries of the last week, the share with an e-mail address or a phone number, whichever is higher. */
export function matched( { days }: MatchReport ): number | null {
	const rows = days.filter( ( { event } ) => event !== 'Pageview' );
	const all = rows.reduce( ( sum, { deliveries } ) => sum + deliveries, 0 );
	const withOne = ( name: string ) => rows.reduce( ( sum, row ) => sum + ( row.with[ name ] ?? 0 ), 0 );
	return all === 0 ? null : Math.max( withOne( 'email' ), withOne( 'phone' ) ) / all;
}

export function Figures( { counts, oldest, quality }: Props ) {
	const { value } = useAnswer( quality );
	const share = value === undefined ? null : matched( value );
	const words = stateWords();
	return (
		<Card role="region" aria-labelledby="duet-figures">
			<CardHeader>
				<h3 id="duet-figures">{ __( 'Deliveries', 'duet-for-tiktok' ) }</h3>
			</CardHeader>
			<CardBody>
				<dl className="duet-totals">
					{ STATES.map( ( state ) => (
						<div key={ state }>
							<dt>{ words[ state ].label }</dt>
							<dd>
								<a href={ hashOf( 'deliveries', '', { state } ) }>
									<strong>{ ( counts[ state ] ?? 0 ).toLocaleString() }</strong>
								</a>
							</dd>
						</div>
					) ) }
					<div>
						<dt>{ __( 'Oldest waiting event', 'duet-for-tiktok' ) }</dt>
						<dd>
							<strong>{ oldest === null ? '–' : duration( oldest ) }</strong>
						</dd>
					</div>
					<div>
						<dt>{ __( 'With e-mail or phone', 'duet-for-tiktok' ) }</dt>
						<dd>
							<a href={ hashOf( 'settings', 'matching' ) }>
								<strong>{ share === null ? '–' : `${ Math.round( share * 100 ) } %` }</strong>
							</a>
						</dd>
					</div>
				</dl>
			</CardBody>
		</Card>
	);
}
