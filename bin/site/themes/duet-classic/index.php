<!doctype html>
<html <?php language_attributes(); ?>>
<head><meta charset="<?php bloginfo( 'charset' ); ?>"><meta name="viewport" content="width=device-width"><?php wp_head(); ?></head>
<body <?php body_class(); ?>>
<?php wp_body_open(); ?>
<header><a href="<?php echo esc_url( home_url( '/' ) ); ?>"><?php bloginfo( 'name' ); ?></a><?php wp_page_menu(); ?></header>
<main>
<?php
if ( function_exists( 'is_woocommerce' ) && is_woocommerce() ) {
	woocommerce_content();
} else {
	while ( have_posts() ) {
		the_post();
		the_title( '<h1>', '</h1>' );
		the_content();
	}
}
?>
</main>
<?php wp_footer(); ?>
</body>
</html>
