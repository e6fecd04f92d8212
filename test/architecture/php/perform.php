<?php
/**
 * What PHP makes of a copy of the repository in which a recipe was followed, as JSON.
 *
 * Usage: perform.php <root of the copy> <recipe>
 */

declare(strict_types=1);

use Duet\Consent\ConsentChoice;
use Duet\Consent\ConsentTools;
use Duet\Consent\ToolCookies;
use Duet\Event\Catalogue;
use Duet\Event\ChannelName;
use Duet\Event\Consent;
use Duet\Event\Decision;
use Duet\Event\Event;
use Duet\Event\Facts;
use Duet\Event\Origin;
use Duet\Event\Visitor;
use Duet\Forms\FormPlugins;
use Duet\Page\SideScripts;
use Duet\Policy\Policy;
use Duet\Settings\Schema;
use Duet\Settings\Settings;
use Duet\Settings\Tokens;

require dirname( __DIR__, 2 ) . '/unit/php/bootstrap.php';
require dirname( __DIR__, 2 ) . '/unit/php/woocommerce.php';

[ , $root, $recipe ] = $argv;

spl_autoload_register(
	static function ( string $class_name ) use ( $root ): void {
		$file = "$root/includes/" . str_replace( '\\', '/', substr( $class_name, strlen( 'Duet\\' ) ) ) . '.php';
		if ( str_starts_with( $class_name, 'Duet\\' ) && is_file( $file ) ) {
			require $file;
		}
	},
	true,
	true
);

$GLOBALS['duet_shop']          = [];
$GLOBALS['duet_test_options']  = [];
$GLOBALS['duet_test_autoload'] = [];

$settings  = static fn(): Settings => new Settings( Schema::shipped(), new Tokens( null, 'secret' ) );
$catalogue = Catalogue::shipped();

echo json_encode(
	match ( $recipe ) {
		'event' => ( static function () use ( $catalogue, $settings ): array {
			$event = $catalogue->find( 'take quiz' );
			$on    = null === $event ? [] : array_filter( ChannelName::cases(), static fn( ChannelName $channel ): bool => $settings()->channel_on( $event, $channel ) );
			return [ 'name' => $event?->name, 'channels' => array_column( $on, 'value' ) ];
		} )(),
		'channel' => ( static function () use ( $catalogue, $settings ): array {
			$ready   = [ 'consent' => [ 'mode' => 'required' ], 'pixels' => [ [ 'code' => 'C9OPQFJC77U5NIJ6K7HG' ] ] ];
			$refusal = static function ( string $name, Decision $decision = Decision::Granted, array $more = [] ) use ( $catalogue, $settings, $ready ): ?string {
				$GLOBALS['duet_test_options'] = [ Settings::OPTION => $ready + $more ];
				$visitor = new Visitor( consent: new Consent( 'none', $decision, 'required', 'cookie', 1_800_000_000 ) );
				$event   = Event::of( $catalogue, $name, 'L-00000001', 1_800_000_000, new Facts(), $visitor, Origin::Server );
				return ( new Policy( $settings() ) )->refuses( $event, ChannelName::from( 'webhook' ) )?->value;
			};
			$names   = [ 'Lead', 'Contact', 'Search', 'LevelUp' ];
			$found   = array_combine( $names, array_map( static fn( string $name ): ?string => $refusal( $name ), $names ) );
			return [
				'received' => array_keys( array_filter( $found, static fn( ?string $value ): bool => null === $value ) ),
				'refused'  => array_filter( $found ),
				'off'      => $refusal( 'Lead', Decision::Granted, [ 'events' => [ 'Lead' => [ 'webhook' => false ] ] ] ),
				'unasked'  => $refusal( 'Lead', Decision::Unknown ),
			];
		} )(),
		'form'  => [ 'slugs' => ( new FormPlugins() )->slugs() ],
		'tool'  => ( static function () use ( $settings, $root ): array {
			$tools   = new ConsentTools();
			$vectors = json_decode( (string) file_get_contents( "$root/test/vectors/consent-tools.json" ), true )['example-banner'];
			$partial = [ 'consent' => [ 'tool' => 'example-banner' ] ];
			return [
				'found'   => $tools->found( [ 'example-banner/main.php' ] )?->slug(),
				'choice'  => in_array( 'example-banner', array_column( ConsentChoice::tools(), 'value' ), true ),
				'errors'  => ConsentChoice::check( $partial, $settings() ) + $settings()->save( $partial ),
				'handle'  => in_array( 'duet-consent-example-banner', SideScripts::handles( $tools ), true ),
				'answers' => array_map( static fn( array $case ): ?bool => $tools->find( 'example-banner' )?->answer( new ToolCookies( $case['cookies'] ?? [] ) ), $vectors ),
			];
		} )(),
	}
);
