<?php
declare(strict_types=1);

namespace Duet\Accuracy;

defined( 'ABSPATH' ) || exit;

/** Why a sale is no conversion (yet), in a merchant's words: on the order, in the comparison, in the weekly mail. */
final class Reasons {

	/**
	 * @param string $reason As Accuracy\Reconciliation gives it: a row's state, a policy's refusal, or why there is no
	 *         row.
	 */
	public static function words( string $reason ): string {
		return match ( $reason ) {
			'delivered'       => __( 'TikTok has it.', 'duet-for-tiktok' ),
			'pending'         => __( 'Waiting: it goes out with the next delivery.', 'duet-for-tiktok' ),
			'sending'         => __( 'On its way to TikTok.', 'duet-for-tiktok' ),
			'dead'            => __( 'TikTok refused it; the reason is in the deliveries.', 'duet-for-tiktok' ),
			'expired'         => __( 'TikTok could not be reached in time (47 hours for events of the website, 28 days for offline ones).', 'duet-for-tiktok' ),
			'withheld'        => __( 'The shopper withdrew consent or asked to be forgotten.', 'duet-for-tiktok' ),
			'no_visitor'      => __( 'No visitor known: no shopper placed this order on this site. An admin, an app, an import or a payment notification made it, or it is a copy. To count such orders, choose so under "Purchases"; if a plugin made it for a shopper, ask its developer to create the order in the shopper\'s own request.', 'duet-for-tiktok' ),
			'excluded'        => __( 'Your settings leave it out.', 'duet-for-tiktok' ),
			'withheld_by_code' => __( 'Withheld by code on your site: a plugin, your theme or a snippet stops it with the filter duet_event.', 'duet-for-tiktok' ),
			'refunded'        => __( 'The whole amount was refunded before the sale counted.', 'duet-for-tiktok' ),
			'broken'          => __( 'The order lacks what TikTok needs: a value, a currency and products.', 'duet-for-tiktok' ),
			'channel_off'     => __( 'Sending Purchase from the server is switched off.', 'duet-for-tiktok' ),
			'no_contact'      => __( 'It has no usable e-mail address or phone number that your table of identifiers lets through; TikTok takes no offline sale without.', 'duet-for-tiktok' ),
			'no_pixel'        => __( 'No pixel was set up.', 'duet-for-tiktok' ),
			'consent_unset'   => __( 'You have not chosen yet how consent works.', 'duet-for-tiktok' ),
			'consent_denied'  => __( 'The shopper refused.', 'duet-for-tiktok' ),
			'consent_unknown' => __( 'The shopper did not answer the question for consent.', 'duet-for-tiktok' ),
			'missing'         => __( 'Not queued yet: the next hourly check brings it in.', 'duet-for-tiktok' ),
			'too_late'        => __( 'It was found too late to be sent: later than 47 hours after a sale on the website, or 28 days after an offline one.', 'duet-for-tiktok' ),
			default           => $reason,
		};
	}
}
