/** Our own drawing of the two places in TikTok Events Manager. The text beside it says the same. */
import { __ } from '@wordpress/i18n';

const LINE = '#8c8f94';
const ACCENT = '#2271b1';

export function WhereToFind() {
	return (
		<div className="duet-where">
			<ol>
				<li>
					{ __( 'Open TikTok Ads Manager > Tools > Events Manager, and choose your pixel under "Data sources". If you have none, choose "Connect data source" > Web.', 'duet-for-tiktok' ) }
				</li>
				<li>{ __( 'The pixel code is below the name of the pixel: 20 capital letters and digits.', 'duet-for-tiktok' ) }</li>
				<li>
					{ __( 'Open Settings > Events API and choose "Generate access token". Copy the token right away, because TikTok shows it once.', 'duet-for-tiktok' ) }
				</li>
			</ol>
			<svg viewBox="0 0 320 190" aria-hidden="true" direction="ltr">
				<rect x="1" y="1" width="318" height="188" rx="4" fill="#fff" stroke={ LINE } />
				<rect x="14" y="14" width="110" height="10" rx="2" fill={ LINE } />
				<rect x="14" y="32" width="140" height="16" rx="2" fill="#fff" stroke={ ACCENT } strokeWidth="2" />
				<text x="20" y="44" fontSize="10" fill="#1d2327">
					C9OPQFJC77U5NIJ6K7HG
				</text>
				<circle cx="172" cy="40" r="9" fill={ ACCENT } />
				<text x="172" y="44" fontSize="11" fill="#fff" textAnchor="middle">
					2
				</text>
				<line x1="1" y1="62" x2="319" y2="62" stroke="#dcdcde" />
				{ [ 14, 74, 134 ].map( ( x, index ) => (
					<rect key={ x } x={ x } y="70" width="48" height="8" rx="2" fill={ index === 2 ? ACCENT : '#c3c4c7' } />
				) ) }
				<rect x="134" y="82" width="48" height="2" fill={ ACCENT } />
				<rect x="14" y="100" width="80" height="8" rx="2" fill={ LINE } />
				<rect x="14" y="114" width="200" height="6" rx="2" fill="#dcdcde" />
				<rect x="14" y="132" width="140" height="24" rx="3" fill="#fff" stroke={ ACCENT } strokeWidth="2" />
				<rect x="26" y="141" width="116" height="6" rx="2" fill={ ACCENT } />
				<circle cx="172" cy="144" r="9" fill={ ACCENT } />
				<text x="172" y="148" fontSize="11" fill="#fff" textAnchor="middle">
					3
				</text>
			</svg>
		</div>
	);
}
