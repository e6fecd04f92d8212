<?php
declare(strict_types=1);

namespace Duet\Privacy;

use Duet\Consent\ConsentChoice;
use Duet\Event\Catalogue;
use Duet\Hashing\IdentifierChoice;
use Duet\Settings\ConsentMode;
use Duet\Settings\Settings;
use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/**
 * The suggestion on Settings > Privacy > Policy guide. It follows the settings, so WordPress tells the owner when it
 * changes.
 */
final class PolicyText {

	/** TikTok wants these readable; all others are hashed first (Events API 2.0, user object). */
	private const READABLE = [ 'city', 'state', 'country' ];

	public function __construct(
		private readonly Settings $settings,
		private readonly IdentifierChoice $choice,
		private readonly Catalogue $catalogue,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		$this->guard->action(
			'admin_init',
			fn() => wp_add_privacy_policy_content( 'Duet - Pixel and Events API for TikTok', $this->html() )
		);
	}

	/** Paragraphs of class privacy-policy-tutorial are for the owner and are not copied into the policy. */
	public function html(): string {
		$html = '<div class="wp-suggested-text">';
		foreach ( $this->advice() as $paragraph ) {
			$html .= '<p class="privacy-policy-tutorial">' . esc_html( $paragraph ) . '</p>';
		}
		foreach ( $this->policy() as $heading => $paragraphs ) {
			$html .= '<h3>' . esc_html( $heading ) . '</h3>';
			foreach ( $paragraphs as $paragraph ) {
				$html .= '<p>' . esc_html( $paragraph ) . '</p>';
			}
		}
		return $html . '</div>';
	}

	/** @return list<string> */
	private function advice(): array {
		$advice = [
			__( 'Duet reports visits and orders to TikTok. The text below follows your present settings; read it, add your legal basis and your contact, and check TikTok\'s terms for the company you contract with. In the EEA, the United Kingdom and Switzerland TikTok asks for the visitor\'s consent.', 'duet-for-tiktok' ),
		];
		if ( ConsentMode::Unset === $this->settings->consent_mode() ) {
			$advice[] = __( 'You have not chosen a consent mode yet, so Duet sends nothing to TikTok.', 'duet-for-tiktok' );
		}
		if ( 'none' !== $this->settings->values()->purchase->without_snapshot ) {
			$advice[] = __( 'You have chosen to report orders that no visitor placed (by telephone, import or till). Nobody was asked for consent there: name your legal basis for them.', 'duet-for-tiktok' );
		}
		if ( $this->has_unreadable_banner() ) {
			/* translators: %s: names of banner plugins. */
			$advice[] = sprintf( __( 'Events are also sent for visitors who refuse in %s, because Duet cannot read their answers there. So the text below does not say that visitors can object. Describe yourself how they can, if your site reports their answers with duet.consent().', 'duet-for-tiktok' ), implode( ', ', ConsentChoice::unreadable_banners( $this->settings ) ) );
		}
		return $advice;
	}

	/** Whether a refusal in the site's banner changes nothing. */
	private function has_unreadable_banner(): bool {
		return ConsentMode::Assumed === $this->settings->consent_mode() && [] !== ConsentChoice::unreadable_banners( $this->settings );
	}

	/** @return array<string, list<string>> Paragraphs by heading. */
	private function policy(): array {
		return [
			__( 'Advertising measurement with TikTok', 'duet-for-tiktok' ) => [
				__( 'We measure whether our advertisements on TikTok lead to visits and orders. For this we load the TikTok Pixel from TikTok\'s servers, and our own server reports the same actions to TikTok (Events API). The receiver is TikTok; in the EEA, the United Kingdom and Switzerland these are TikTok Technology Limited, Ireland, and TikTok Information Technologies UK Limited, United Kingdom. TikTok may combine the data with your TikTok account, and may process it outside your country.', 'duet-for-tiktok' ),
				$this->when(),
			],
			__( 'What is sent', 'duet-for-tiktok' )     => [
				__( 'The action (for example a page or product viewed, a product put into the cart, an order) with its time and a random or derived number; the products with their names, prices and quantities, value, currency and order number; the address of the page and of the page before it (our server takes order keys, passwords and e-mail addresses out of them).', 'duet-for-tiktok' ),
				$this->who(),
				__( 'Your IP address, browser type and language, the click id from the advertisement (ttclid) and TikTok\'s own browser id (_ttp). Our server never sends your street or payment data.', 'duet-for-tiktok' ),
			],
			__( 'What is stored, and for how long', 'duet-for-tiktok' ) => $this->storage(),
			__( 'How you withdraw', 'duet-for-tiktok' ) => [
				...( 'block' === $this->settings->values()->consent->gpc ? [ __( 'If your browser sends Global Privacy Control, nothing is sent.', 'duet-for-tiktok' ) ] : [] ),
				...( $this->has_unreadable_banner() ? [] : [ __( 'You can withdraw your consent at any time in our cookie settings. From then on nothing more is sent, what is waiting to be sent is withheld, and our cookies and TikTok\'s are deleted; at most a cookie without any number remembers the refusal. That you refused is remembered with your orders, and for up to 13 months under the random number your browser had. What TikTok has received already you can have erased by TikTok (www.tiktok.com/legal/privacy-policy). On request we export or erase what we hold ourselves.', 'duet-for-tiktok' ) ] ),
			],
		];
	}

	private function when(): string {
		return match ( $this->settings->consent_mode() ) {
			ConsentMode::Assumed                    => $this->has_unreadable_banner()
				? __( 'This happens from the first page of your visit on.', 'duet-for-tiktok' )
				: __( 'This happens unless you object in our cookie settings or your browser\'s consent tool says no.', 'duet-for-tiktok' ),
			ConsentMode::Required, ConsentMode::Unset => __( 'This happens only after you have consented. Before that nothing is loaded from TikTok, no cookie is set for it, and nothing is sent; what you did before is kept in your browser alone and deleted if you refuse. Your consent is kept with your order, so that later reports about it (for example when it is paid) follow your decision.', 'duet-for-tiktok' ),
		};
	}

	private function who(): string {
		$names    = [
			'email'       => __( 'e-mail address', 'duet-for-tiktok' ),
			'phone'       => __( 'telephone number', 'duet-for-tiktok' ),
			'external_id' => __( 'customer or visitor number', 'duet-for-tiktok' ),
			'first_name'  => __( 'first name', 'duet-for-tiktok' ),
			'last_name'   => __( 'last name', 'duet-for-tiktok' ),
			'zip_code'    => __( 'postcode', 'duet-for-tiktok' ),
			'city'        => __( 'town', 'duet-for-tiktok' ),
			'state'       => __( 'state', 'duet-for-tiktok' ),
			'country'     => __( 'country', 'duet-for-tiktok' ),
		];
		$used     = array_intersect_key(
			$names,
			array_flip( $this->choice->used( array_keys( $this->catalogue->all() ) ) )
		);
		$readable = array_intersect_key( $used, array_flip( self::READABLE ) );
		$hashed   = array_diff_key( $used, $readable );
		if ( [] === $used ) {
			return __( 'Neither your name nor your address, e-mail address or telephone number is sent.', 'duet-for-tiktok' );
		}
		/* translators: %s: list such as "e-mail address, telephone number". */
		$text = [] === $hashed ? '' : sprintf( __( 'If known, and only as a fingerprint (SHA-256) by which TikTok recognises people it knows already: %s.', 'duet-for-tiktok' ), implode( ', ', $hashed ) );
		/* translators: %s: list such as "town, country". */
		return trim( $text . ' ' . ( [] === $readable ? '' : sprintf( __( 'If known, readable: %s.', 'duet-for-tiktok' ), implode( ', ', $readable ) ) ) );
	}

	/** @return list<string> */
	private function storage(): array {
		$days  = $this->settings->values()->retention_days;
		$texts = [
			__( 'In your browser: ttclid (30 days), duet_visitor, a random number with your decision (13 months), duet_tray (5 minutes), and TikTok\'s cookies such as _ttp (13 months). In its storage, without your name: the state of the cart, which events were reported already, and until you decide what you did, so that it is reported once.', 'duet-for-tiktok' ),
			/* translators: %d: number of days. */
			sprintf( _n( 'On our server: reports wait at most 47 hours to be sent. Once they are sent or given up, fingerprints, IP address and the full page address are deleted; what was reported is kept for %d day, with a number that only we can make of your e-mail address, so that we find it when you ask.', 'On our server: reports wait at most 47 hours to be sent. Once they are sent or given up, fingerprints, IP address and the full page address are deleted; what was reported is kept for %d days, with a number that only we can make of your e-mail address, so that we find it when you ask.', $days, 'duet-for-tiktok' ), $days ),
			__( 'With your order: click id, browser id, page, language, visitor number and your consent, for as long as the order is kept or until you withdraw; IP address and browser type until 48 hours after the purchase was reported or its time had run out, and without a purchase for 28 days.', 'duet-for-tiktok' ),
		];
		if ( function_exists( 'wcs_order_contains_subscription' ) ) {
			$texts[] = __( 'For a subscription IP address and browser type stay with the order in which it was bought.', 'duet-for-tiktok' );
		}
		return $texts;
	}
}
