/** The list of settings pages, with a search above it. */
import { SearchControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Site } from '../../settings/settings.ts';
import { hashOf } from '../address.ts';
import { type PageId, pageOf, pageTitles } from './page-ids.ts';
import { found } from './search.ts';

interface Props {
	readonly ids: readonly PageId[];
	readonly current: PageId;
	readonly isChanged: ( id: PageId ) => boolean;
	readonly site: Site;
}

export function PageList( { ids, current, isChanged, site }: Props ) {
	const [ text, setText ] = useState( '' );
	const titles = pageTitles();
	const hits = found( text, site );
	return (
		<div className="duet-settings-pages">
			<SearchControl
				__nextHasNoMarginBottom
				label={ __( 'Search the settings', 'duet-for-tiktok' ) }
				placeholder={ __( 'Search the settings', 'duet-for-tiktok' ) }
				value={ text }
				onChange={ setText }
			/>
			<p className={ text === '' ? 'screen-reader-text' : 'duet-help' } role="status">
				{ text === ''
					? ''
					: sprintf(
							/* translators: %d: number of settings that a search found. */
							_n( '%d setting found', '%d settings found', hits.length, 'duet-for-tiktok' ),
							hits.length
					  ) }
			</p>
			{ text === '' ? (
				<nav aria-label={ __( 'Pages of the settings', 'duet-for-tiktok' ) }>
					<ul>
						{ ids.map( ( id ) => (
							<li key={ id }>
								<a href={ hashOf( 'settings', id ) } aria-current={ id === current ? 'page' : undefined }>
									{ titles[ id ] }
									{ isChanged( id ) && (
										<span className="duet-unsaved" title={ __( 'Unsaved changes', 'duet-for-tiktok' ) }>
											<span className="screen-reader-text">{ __( '(unsaved changes)', 'duet-for-tiktok' ) }</span>
										</span>
									) }
								</a>
							</li>
						) ) }
					</ul>
				</nav>
			) : (
				<ul className="duet-found">
					{ hits.map( ( { path, label } ) => (
						<li key={ path }>
							<a href={ hashOf( 'settings', pageOf( path ), { field: path } ) } onClick={ () => setText( '' ) }>
								{ label }
							</a>
							<span className="duet-help">{ titles[ pageOf( path ) ] }</span>
						</li>
					) ) }
				</ul>
			) }
		</div>
	);
}
