<?php
declare(strict_types=1);

namespace Duet\SettingsScreen {
	// Only what this room calls and nobody else doubles; an unqualified call looks here first.
	if ( ! function_exists( __NAMESPACE__ . '\wp_roles' ) ) {
		function wp_roles(): object {
			return new class() {
				/** @return array<string, string> */
				public function get_names(): array {
					return [ 'administrator' => 'Administrator', 'customer' => 'Customer' ];
				}
			};
		}
		function translate_user_role( string $name ): string {
			return $name;
		}
	}
}

namespace {
	require_once dirname( __DIR__ ) . '/woocommerce.php';

	if ( ! class_exists( 'WP_REST_Server' ) ) {
		class WP_REST_Server {
			public const READABLE = 'GET';
		}
	}
}

namespace Duet\Test\SettingsScreen {

	use Duet\Admin\Access;
	use Duet\Admin\Shop;
	use Duet\Event\Catalogue;
	use Duet\Settings\Schema;
	use Duet\Settings\Settings;
	use Duet\Settings\Tokens;
	use PHPUnit\Framework\TestCase;
	use WP_REST_Request;

	abstract class AdminTestCase extends TestCase {

		protected const CODE  = 'C9OPQFJC77U5NIJ6K7HG';
		protected const OTHER = 'AAAAAAAAAAAAAAAAAAAA';
		protected const TOKEN = '0123456789abcdef0123456789abcdef01234567';

		protected Schema $schema;
		protected Catalogue $catalogue;
		protected Access $access;
		protected Shop $shop;

		protected function setUp(): void {
			$GLOBALS['duet_shop']          = [];
			$GLOBALS['duet_test_options']  = [];
			$GLOBALS['duet_test_autoload'] = [];

			$this->schema    = Schema::shipped();
			$this->catalogue = Catalogue::shipped();
			$this->access    = new Access();
			$this->shop      = new Shop( $this->access );
		}

		protected function settings( Tokens $tokens ): Settings {
			return new Settings( $this->schema, $tokens );
		}

		/** A request with a JSON body. */
		protected static function json( string $body ): WP_REST_Request {
			return new class( 'PUT', '', [], $body ) extends WP_REST_Request {
				public function is_json_content_type(): bool {
					return true;
				}
			};
		}
	}
}
