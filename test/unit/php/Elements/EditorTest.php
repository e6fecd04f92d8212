<?php
declare(strict_types=1);

namespace Duet\Test\Elements;

use Duet\Elements\Editor;
use Duet\Settings\Schema;
use Duet\Settings\Settings;
use Duet\Settings\Tokens;

require_once __DIR__ . '/ElementsTestCase.php';


final class EditorTest extends ElementsTestCase {

	/** @return array<string, mixed> */
	private static function facts( bool $shop ): array {
		$GLOBALS['duet_test_options'] = [ 'duet_settings' => [ 'pixels' => [ [ 'code' => 'C9OPQFJC77U5NIJ6K7HG' ] ], 'events' => [ 'Lead' => [ 'pixel' => false, 'name' => 'SubmitForm' ] ] ] ];
		$settings                     = new Settings( Schema::shipped(), new Tokens( [], 'secret' ) );
		return (array) json_decode( (string) json_encode( ( new Editor( $settings, self::catalogue(), self::attributes( $shop ), '/plugin.php' ) )->facts() ), true );
	}

	public function test_says_where_each_event_goes(): void {
		$events = self::facts( true )['events'];
		self::assertSame( [ 'dataLayer' => 'generate_lead', 'eventsApi' => true ], $events['Lead'] );
		self::assertSame( [ 'dataLayer' => 'contact', 'pixel' => 'Contact', 'eventsApi' => true ], $events['Contact'] );
		self::assertArrayNotHasKey( 'Purchase', $events );
		self::assertArrayNotHasKey( 'Pageview', $events );
	}

	public function test_without_a_shop_a_sale_has_no_copy_by_the_server(): void {
		self::assertSame( [ 'dataLayer' => 'purchase', 'pixel' => 'Purchase' ], self::facts( false )['events']['Purchase'] );
	}
}
