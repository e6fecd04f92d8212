/** The first page: the state in one sentence with one next action, then the figures. */
import { Button, Spinner } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { useAnswer } from '../controls/use-answer.ts';
import { Checklist } from './Checklist.tsx';
import type { OverviewClient } from './client.ts';
import { Figures } from './Figures.tsx';
import { Latest } from './Latest.tsx';
import { SalesCard } from './SalesCard.tsx';
import './style.scss';

interface Props {
	readonly client: OverviewClient;
	readonly shop: boolean;
	/** Address of the chart's script; '' if there is none. */
	readonly chart: string;
}

const TONES = { good: 'success', waiting: 'info', bad: 'error' } as const;

export function Overview( { client, shop, chart }: Props ) {
	const { value, problem } = useAnswer( client.overview );
	if ( value === undefined ) {
		return problem === '' ? <Spinner /> : <p className="duet-bad">{ problem }</p>;
	}
	const { state, steps, counts, oldest_pending: oldest } = value;
	return (
		<div className="duet-overview">
			<h2 className="screen-reader-text">{ __( 'Overview', 'duet-for-tiktok' ) }</h2>
			<div className={ `notice notice-${ TONES[ state.tone ] } inline duet-sentence` }>
				<p>{ state.sentence }</p>
				{ state.action !== null && (
					<Button __next40pxDefaultSize variant="primary" href={ `#${ state.action.target }` }>
						{ state.action.label }
					</Button>
				) }
			</div>
			{ steps.some( ( { done } ) => ! done ) && <Checklist steps={ steps } /> }
			{ shop && <SalesCard client={ client } chart={ chart } /> }
			<Figures counts={ counts } oldest={ oldest } quality={ client.quality } />
			<Latest load={ client.latest } />
		</div>
	);
}
