<?php
declare(strict_types=1);

namespace Duet\Address;

use Duet\Admin\Access;

defined( 'ABSPATH' ) || exit;

/** Asks the merchant, once the site's address has changed: did the shop move, or is this a copy of it? */
final class HomeNotice {

	private const ACTION = 'duet_home';

	public function __construct(
		private readonly Access $access,
		private readonly Home $home,
	) {
	}

	public function register(): void {
		add_action( 'admin_notices', $this->show( ... ) );
		add_action( 'admin_post_' . self::ACTION, $this->answer( ... ) );
	}

	private function show(): void {
		if ( ! $this->access->may() || ! $this->home->asks() ) {
			return;
		}
		$text = sprintf(
			/* translators: 1: former address of the site, 2: present address */
			__( 'Duet for TikTok was set up at %1$s, and this site is now at %2$s. Until you say what happened, nothing is sent to TikTok, so that a copy of a shop never counts its sales twice. Events are kept for 47 hours. When you have answered, empty your page cache.', 'duet-for-tiktok' ),
			$this->home->elsewhere(),
			$this->home->here()
		);
		printf(
			'<div class="notice notice-warning"><p>%s</p><form method="post" action="%s"><p>',
			esc_html( $text ),
			esc_url( admin_url( 'admin-post.php' ) )
		);
		wp_nonce_field( self::ACTION );
		printf( '<input type="hidden" name="action" value="%s">', esc_attr( self::ACTION ) );
		printf(
			'<button class="button button-primary" name="answer" value="moved">%s</button> ',
			esc_html__( 'The shop moved: send from here', 'duet-for-tiktok' )
		);
		printf(
			'<button class="button" name="answer" value="copy">%s</button></p></form></div>',
			esc_html__( 'This is a copy: send nothing', 'duet-for-tiktok' )
		);
	}

	private function answer(): void {
		check_admin_referer( self::ACTION );
		$answer = isset( $_POST['answer'] ) ? sanitize_key( $_POST['answer'] ) : '';
		if ( ! $this->access->may() ) {
			wp_die(
				esc_html__( 'You may not change this. Ask whoever runs the shop.', 'duet-for-tiktok' ),
				'',
				[ 'response' => 403 ]
			);
		}
		if ( '' !== $this->home->elsewhere() ) {
			match ( $answer ) {
				'moved' => $this->home->moved(),
				'copy'  => $this->home->copied(),
				default => null,
			};
		}
		$back = wp_get_referer();
		wp_safe_redirect( is_string( $back ) ? $back : admin_url() );
		exit;
	}
}
