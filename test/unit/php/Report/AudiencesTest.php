<?php
declare(strict_types=1);

namespace Duet\Test\Report;

use Duet\Deliveries\EventCounts;
use Duet\Event\Catalogue;
use Duet\Report\Audiences;
use Duet\Settings\Schema;
use Duet\Settings\Settings;
use Duet\Settings\Tokens;
use PHPUnit\Framework\TestCase;

final class AudiencesTest extends TestCase {

	public function test_says_what_feeds_each_audience_and_how_well(): void {
		$GLOBALS['duet_test_options'] = [ 'duet_settings' => [ 'pixels' => [ [ 'code' => 'C9OPQFJC77U5NIJ6K7HG' ] ], 'events' => [ 'Purchase' => [ 'name' => 'CompletePayment' ], 'AddToCart' => [ 'pixel' => false ] ] ] ];
		$asked     = 0;
		$counts    = static function ( int $since ) use ( &$asked ): array {
			$asked = $since;
			return [ 'Purchase' => [ 'events' => 10, 'identified' => 8 ], 'AddToCart' => [ 'events' => 30, 'identified' => 3 ] ];
		};
		$sent      = $this->createStub( EventCounts::class );
		$sent->method( 'by_event' )->willReturnCallback( $counts );
		$report    = ( new Audiences( new Settings( Schema::shipped(), new Tokens( [], 'secret' ) ), Catalogue::shipped(), $sent ) )->of( 30 * 86400 + 5, 90 );
		$purchases = [ 'event' => 'CompletePayment', 'pixel' => true, 'eventsApi' => true, 'events' => 10, 'identified' => 8 ];
		self::assertSame( [ 5, 30 ], [ $asked, $report['days'] ] );
		self::assertSame(
			[
				// Viewing is the browser's alone by default: nothing is counted here, and the screen says so.
				[ 'audience' => 'viewed', 'with' => [ 'event' => 'ViewContent', 'pixel' => true, 'eventsApi' => false, 'events' => 0, 'identified' => 0 ], 'without' => $purchases ],
				[ 'audience' => 'cart', 'with' => [ 'event' => 'AddToCart', 'pixel' => false, 'eventsApi' => true, 'events' => 30, 'identified' => 3 ], 'without' => $purchases ],
				[ 'audience' => 'buyers', 'with' => $purchases, 'without' => null ],
			],
			$report['audiences']
		);
	}
}
