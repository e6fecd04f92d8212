import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { exampleKeys, offerOf, paramsOf, ruleOf, type Rule } from './rule.ts';
import { exampleLabels } from './words.ts';

/** Rules to begin with. What Duet sends by itself is said so, for a second copy would count twice. */
export function Examples( { shop, add }: { shop: boolean; add( rule: Rule ): void } ) {
	const labels = exampleLabels();
	return (
		<details className="duet-examples">
			<summary>{ __( 'Begin with a ready example', 'duet-for-tiktok' ) }</summary>
			<ul>
				{ exampleKeys.map( ( key ) => {
					const offer = offerOf( key, shop );
					const params = paramsOf( key );
					return (
						<li key={ key }>
							<div>
								<strong>{ labels[ key ].name }</strong>
								<p className="duet-help">
									{ labels[ key ].when }{ ' ' }
									{ params.map( ( { name, required }, index ) => (
										<span key={ name }>
											{ index > 0 && ', ' }
											<code>{ name }</code>
											{ ! required && ` (${ __( 'optional', 'duet-for-tiktok' ) })` }
										</span>
									) ) }
								</p>
								{ offer !== 'free' && (
									<p className="duet-note">
										{ offer === 'never'
											? __( 'Duet sends this already, from your orders. A rule would count each sale twice.', 'duet-for-tiktok' )
											: __( 'Duet sends this already. Use a rule only for pages and elements of your own that Duet does not know.', 'duet-for-tiktok' ) }
									</p>
								) }
							</div>
							{ offer !== 'never' && (
								<Button
									variant="secondary"
									size="compact"
									/* translators: %s: name of an example. */
									aria-label={ sprintf( __( 'Use the example %s', 'duet-for-tiktok' ), labels[ key ].name ) }
									onClick={ () => add( ruleOf( key, labels[ key ].name ) ) }
								>
									{ __( 'Use', 'duet-for-tiktok' ) }
								</Button>
							) }
						</li>
					);
				} ) }
			</ul>
		</details>
	);
}
