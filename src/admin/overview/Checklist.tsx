import { Card, CardBody, CardHeader } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { OverviewAnswer } from './client.ts';

/** What is still to do until everything is set up; the page shows it only until then. */
export function Checklist( { steps }: Pick< OverviewAnswer, 'steps' > ) {
	const done = steps.filter( ( step ) => step.done ).length;
	const next = steps.find( ( step ) => ! step.done );
	return (
		<Card role="region" aria-labelledby="duet-checklist">
			<CardHeader>
				<h3 id="duet-checklist">{ __( 'Set up Duet', 'duet-for-tiktok' ) }</h3>
				<span className="duet-help">
					{
						/* translators: 1: number of steps that are done, 2: number of steps. */
						sprintf( __( '%1$d of %2$d steps done', 'duet-for-tiktok' ), done, steps.length )
					}
				</span>
			</CardHeader>
			<CardBody>
				<ol className="duet-checklist">
					{ steps.map( ( step ) => (
						<li key={ step.id } className={ step.done ? 'is-done' : '' } aria-current={ step === next ? 'step' : undefined }>
							<span className={ `dashicons dashicons-${ step.done ? 'yes-alt' : 'marker' }` } aria-hidden="true" />
							<span>
								{ step.done ? step.label : <a href={ `#${ step.target }` }>{ step.label }</a> }
								{ step.done && <span className="screen-reader-text">{ __( '(done)', 'duet-for-tiktok' ) }</span> }
							</span>
						</li>
					) ) }
				</ol>
			</CardBody>
		</Card>
	);
}
